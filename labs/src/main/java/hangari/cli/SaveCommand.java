package hangari.cli;

import hangari.image.archive.ImageSaver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes images into an archive. */
@Command(
        name = "save",
        description = {
            "Writes images into one archive, which docker load, skopeo and hangari load take.",
            "It is an OCI image layout with the manifest.json of docker. An image that is given by its id comes without a name.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari save -o base.tar base:1",
            "  hangari save base:1 tools:2 | gzip > both.tar.gz",
            "  hangari save base:1 | docker load",
        })
final class SaveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "a name or an id")
    private List<String> names = List.of();

    @Mixin
    private final ArchiveOutput output = new ArchiveOutput();

    @Override
    public Integer call() throws IOException {
        Images images = Images.of(spec);
        List<ImageSaver.Chosen> chosen = output.chosen(images, names);
        output.write(images, out -> new ImageSaver(images.store()).save(chosen, out));
        return ExitCode.OK;
    }
}
