package hangari.cli;

import hangari.cli.image.BuildSource;
import hangari.cli.image.ClassicLog;
import hangari.cli.state.SessionDirectory;
import hangari.cli.state.StateDirectory;
import hangari.cli.text.Json;
import hangari.container.build.OverlayRunner;
import hangari.image.build.BuildCache;
import hangari.image.build.BuildLog;
import hangari.image.build.BuildRequest;
import hangari.image.build.BuiltImage;
import hangari.image.build.ImageBuilder;
import hangari.image.build.RunFailedException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import hangari.image.store.ImageStore;
import hangari.image.tree.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Builds an image from a Dockerfile. */
@Command(
        name = "build",
        description = {
            "Builds an image from a Dockerfile.",
            "The same files give the same image on every machine: it is as old as $SOURCE_DATE_EPOCH says, else as the"
                    + " epoch.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari build -t web .                   of the Dockerfile in this directory",
            "  hangari build -f web.Dockerfile -t web:2 .",
            "  hangari build --build-arg VERSION=2 --target test .",
            "  tar c . | hangari build -t web -         of an archive",
            "  hangari build - < Dockerfile             of a Dockerfile alone, without files",
            "",
            "Exit status: 125, or that of the program of a RUN that failed.",
        })
final class BuildCommand implements Callable<Integer> {
    private static final long SPOOL_LIMIT = 64L << 30;
    private static final String EPOCH = "SOURCE_DATE_EPOCH";

    @ParentCommand
    private Hangari hangari;

    @Parameters(paramLabel = "PATH|-", description = "the directory of the files to copy; -: an archive of it on stdin")
    private String path;

    @Option(
            names = {"-t", "--tag"},
            paramLabel = "NAME[:TAG]",
            description = "a name for the image; may be given several times")
    private List<String> tags = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "the Dockerfile; else PATH/Dockerfile; -: from stdin")
    private @Nullable String file;

    @Option(names = "--build-arg", paramLabel = "NAME[=VALUE]", description = "a value for ARG; else that of $NAME")
    private List<String> arguments = List.of();

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "a label for the image")
    private List<String> labels = List.of();

    @Option(names = "--target", paramLabel = "STAGE", description = "the stage to stop at")
    private @Nullable String target;

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "the kind of machine that it is for")
    private @Nullable String platform;

    @Option(names = "--no-cache", description = "do every step anew")
    private boolean noCache;

    @Option(
            names = {"-q", "--quiet"},
            description = "print nothing but the image's id")
    private boolean quiet;

    @Option(names = "--iidfile", paramLabel = "FILE", description = "write the image's id into a file")
    private @Nullable Path idFile;

    @Option(
            names = "--progress",
            paramLabel = "auto|plain|quiet",
            description = "how much is shown of the steps; auto is plain, since no line is redrawn")
    private Progress progress = Progress.plain;

    /** The words of {@code --progress}; in docker, {@code auto} redraws lines on a terminal, which we never do. */
    enum Progress {
        auto,
        plain,
        quiet
    }

    @Option(names = "--json", description = "for programs: nothing but id, manifest and tags")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<ImageReference> names = tags.stream().map(ImageReference::parse).toList();
        StateDirectory state = hangari.surroundings().state();
        ImageStore images = ImageStore.in(state.images(), state.layers());
        BlobStore store = images.blobs();
        BuildCache cache = BuildCache.in(hangari.surroundings().state().buildCache(), store);
        cache.collect();
        hangari.sweep();
        AtomicReference<OverlayRunner> runner = new AtomicReference<>();
        return CleanEnd.of(
                () -> Optional.ofNullable(runner.get()).ifPresent(OverlayRunner::stop),
                () -> build(images, cache, names, runner));
    }

    private int build(
            ImageStore images, BuildCache cache, List<ImageReference> names, AtomicReference<OverlayRunner> running)
            throws IOException {
        BlobStore store = images.blobs();
        try (SessionDirectory session =
                        SessionDirectory.open(hangari.surroundings().state());
                Spool spool = Spool.in(store.directory(), SPOOL_LIMIT)) {
            var runner = new OverlayRunner(images, session.work());
            running.set(runner);
            BuiltImage image = new ImageBuilder(store, cache, runner, log()).build(request(spool));
            names.forEach(name -> store.references().tag(name, image.manifest()));
            report(image, names);
            return ExitCode.OK;
        } catch (RunFailedException e) {
            hangari.console().error(String.valueOf(e.getMessage()));
            return e.status();
        }
    }

    private boolean isQuiet() {
        return quiet || progress == Progress.quiet;
    }

    private BuildLog log() {
        return isQuiet() || json
                ? BuildLog.silent()
                : new ClassicLog(hangari.console().out());
    }

    private BuildRequest request(Spool spool) throws IOException {
        BuildSource source = BuildSource.read(
                path, Optional.ofNullable(file), hangari.console().in(), spool);
        Map<String, String> values = BuildSource.pairs(arguments, System.getenv(), true);
        return new BuildRequest(
                source.file(),
                source.context(),
                values,
                Optional.ofNullable(target),
                BuildSource.pairs(labels, Map.of(), false),
                Optional.ofNullable(platform).map(Platform::parse).orElseGet(Platform::host),
                !noCache,
                created(values));
    }

    private Instant created(Map<String, String> values) {
        String text = values.getOrDefault(EPOCH, System.getenv().getOrDefault(EPOCH, "0"));
        if (!text.matches("\\d{1,10}")) {
            throw new CommandException(hangari.phrases().say("build.epoch", text));
        }
        return Instant.ofEpochSecond(Long.parseLong(text));
    }

    private void report(BuiltImage image, List<ImageReference> names) throws IOException {
        if (idFile != null) {
            Files.writeString(idFile, image.id().toString());
        }
        Console console = hangari.console();
        List<String> familiar = names.stream().map(ImageReference::familiar).toList();
        if (json) {
            console.line(Json.line(
                    new Made(image.id().toString(), image.manifest().digest().toString(), familiar)));
        } else if (isQuiet()) {
            console.line(image.id().toString());
        } else {
            console.line("Successfully built " + image.id().abbreviated());
            familiar.forEach(name -> console.line("Successfully tagged " + name));
        }
    }

    /** What {@code --json} prints. */
    record Made(String id, String manifest, List<String> tags) {}
}
