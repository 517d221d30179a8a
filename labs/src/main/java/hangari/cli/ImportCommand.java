package hangari.cli;

import hangari.image.archive.RootImporter;
import hangari.image.build.SettingChanges;
import hangari.image.oci.Descriptor;
import hangari.image.oci.ImageReader;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an image of the files of a root. */
@Command(
        name = "import",
        description = {
            "Makes an image of one layer of an archive that holds the files of a root.",
            "It may be packed by gzip or zstd.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari import root.tar base:1",
            "  debootstrap --variant=minbase stable root",
            "  tar -C root -c . | hangari import - debian",
            "  hangari import -c 'CMD [\"/bin/sh\"]' -c 'ENV LANG=C.UTF-8' root.tar.gz base",
        })
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE|-", description = "the archive; -: the standard input")
    private String source;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME[:TAG]", description = "a name for the image")
    private @Nullable String name;

    @Option(
            names = {"-c", "--change"},
            paramLabel = "INSTRUCTION",
            description = "CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, USER, VOLUME or WORKDIR, as in a Dockerfile")
    private List<String> changes = List.of();

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "what the history says of it")
    private @Nullable String message;

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "the kind of machine that it is for")
    private @Nullable String platform;

    @Override
    public Integer call() throws IOException {
        Images images = Images.of(spec);
        if (source.startsWith("http://") || source.startsWith("https://")) {
            throw new CommandException(images.say("image.import.url", source));
        }
        Optional<ImageReference> tag = Optional.ofNullable(name).map(ImageReference::parse);
        var how = new RootImporter.How(
                Optional.ofNullable(platform).map(Platform::parse).orElseGet(Platform::host),
                SettingChanges.apply(Settings.NONE, changes),
                Optional.ofNullable(message).orElse("Imported from " + source),
                Instant.now());
        Descriptor image = read(images, how);
        tag.ifPresent(named -> name(images, named, image));
        images.console()
                .line(new ImageReader(images.store())
                        .manifest(image, how.platform())
                        .config()
                        .digest()
                        .toString());
        return ExitCode.OK;
    }

    private Descriptor read(Images images, RootImporter.How how) throws IOException {
        var importer = new RootImporter(images.store());
        if (source.equals("-")) {
            return importer.importRoot("the standard input", images.console().in(), how);
        }
        try (InputStream archive = Files.newInputStream(Path.of(source))) {
            return importer.importRoot(source, archive, how);
        }
    }

    private static void name(Images images, ImageReference tag, Descriptor image) {
        images.store().references().tag(tag, image);
        images.store().references().forget(image.digest());
    }
}
