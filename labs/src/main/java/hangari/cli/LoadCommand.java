package hangari.cli;

import hangari.image.archive.ImageLoader;
import hangari.image.oci.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes images from an archive. */
@Command(
        name = "load",
        description = {
            "Takes the images from an archive of docker save, hangari save, hangari image pack, or an OCI layout.",
            "It may be packed by gzip or zstd. Everything is verified before anything is stored.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari load -i base.tar",
            "  docker save busybox | hangari load",
            "  hangari load -i class.hangari        the pack of a class",
        })
final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description = "the archive; else the standard input")
    private @Nullable Path file;

    @Option(
            names = {"-q", "--quiet"},
            description = "as in docker; there is no progress to be left out")
    @SuppressWarnings("UnusedVariable") // taken for the sake of scripts that were written for docker
    private boolean quiet;

    @Option(names = "--json", description = "for programs: a list of id and names")
    private boolean json;

    @Override
    public Integer call() {
        Images images = Images.of(spec);
        if (file == null && images.hangari().surroundings().terminal() && StandardStream.IN.isTerminal()) {
            throw new CommandException(images.say("image.load.terminal"));
        }
        var loader = new ImageLoader(images.store());
        List<ImageLoader.Loaded> loaded = file == null
                ? loader.load("the standard input", images.console().in())
                : loader.load(file);
        if (json) {
            images.json(loaded.stream().map(Taken::of).toList());
        } else {
            loaded.stream().flatMap(LoadCommand::lines).forEach(images.console()::line);
        }
        return ExitCode.OK;
    }

    private static Stream<String> lines(ImageLoader.Loaded image) {
        return image.names().isEmpty()
                ? Stream.of("Loaded image ID: " + image.id())
                : image.names().stream().map(name -> "Loaded image: " + name.familiar());
    }

    /** What {@code --json} prints. */
    record Taken(String id, List<String> names) {
        static Taken of(ImageLoader.Loaded image) {
            return new Taken(
                    image.id().toString(),
                    image.names().stream().map(ImageReference::familiar).toList());
        }
    }
}
