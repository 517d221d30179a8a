package hangari.cli;

import hangari.image.ImageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes images. */
@Command(
        name = "rmi",
        description = "Removes names of images, and images that have lost their last name.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari rmi base:1",
            "  hangari rmi -f 5891b5b522d5        with all of its names",
            "  hangari rmi $(hangari images -q)",
        })
final class RmiCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "a name or an id")
    private List<String> names = List.of();

    @Option(
            names = {"-f", "--force"},
            description = "even if it has several names, is in use, or is not there")
    private boolean force;

    @Override
    public Integer call() {
        Images images = Images.of(spec);
        int faults = 0;
        for (String name : names) {
            try {
                new ImageRemoval(images, force).remove(name).forEach(images.console()::line);
            } catch (ImageException | CommandException e) {
                images.console().error(String.valueOf(e.getMessage()));
                faults++;
            }
        }
        images.collect();
        return faults == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
