package hangari.cli;

import hangari.container.life.Answer;
import hangari.image.oci.ImageReference;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints names, one a line, for the script that completes commands. */
@Command(
        name = "complete-names",
        description = "Prints the names of containers or images, for the script of hangari completion.",
        hidden = true,
        mixinStandardHelpOptions = true)
final class CompleteNamesCommand implements Callable<Integer> {
    enum Kind {
        containers,
        images
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "containers|images", description = "of what")
    private Kind kind;

    @Override
    public Integer call() {
        Images images = Images.of(spec);
        Stream<String> names = kind == Kind.containers
                ? images.hangari().containers().stream().map(Answer.Row::name)
                : images.catalogue().list().images().stream()
                        .flatMap(image -> image.names().stream())
                        .map(ImageReference::familiar);
        names.sorted().forEach(images.console()::line);
        return ExitCode.OK;
    }
}
