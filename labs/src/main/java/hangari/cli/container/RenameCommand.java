package hangari.cli.container;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a container another name. */
@Command(
        name = "rename",
        description = "Gives a container another name.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari rename web shop",
        })
final class RenameCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private String name;

    @Parameters(index = "1", paramLabel = "NAME", description = "the new name")
    private String newName;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.ofEach(desk, List.of(name), one -> desk.supervisor().rename(one, newName));
    }
}
