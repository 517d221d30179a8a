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

/** Writes the images of a class into one file. */
@Command(
        name = "pack",
        description = {
            "Writes images into one file, packed by zstd, with every layer once: for a class without network.",
            "There it is taken by: hangari load -i FILE",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari image pack -o class.hangari base:1 web:2",
            "  hangari image pack -o class.hangari                every image that has a name",
        })
final class PackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "IMAGE", description = "a name or an id; else every image that has a name")
    private List<String> names = List.of();

    @Mixin
    private final ArchiveOutput output = new ArchiveOutput();

    @Override
    public Integer call() throws IOException {
        Images images = Images.of(spec);
        List<ImageSaver.Chosen> chosen = names.isEmpty() ? everyNamed(images) : output.chosen(images, names);
        if (chosen.isEmpty()) {
            throw new CommandException(images.say("image.pack.none"));
        }
        output.write(images, out -> new ImageSaver(images.store()).pack(chosen, out));
        chosen.stream()
                .flatMap(one -> one.names().stream())
                .forEach(name -> images.console().err().println(name.familiar()));
        return ExitCode.OK;
    }

    private static List<ImageSaver.Chosen> everyNamed(Images images) {
        return images.all().stream()
                .filter(image -> !image.names().isEmpty())
                .map(ImageSaver.Chosen::of)
                .toList();
    }
}
