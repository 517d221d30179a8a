package hangari.cli.container;

import hangari.container.life.LifeException;
import hangari.container.life.Supervisor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes containers. */
@Command(
        name = "rm",
        description = "Removes containers that do not run any more: their record, their output, and what they changed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari rm web",
            "  hangari rm -f web                 kill it first if it runs",
            "  hangari rm $(hangari ps -aq)",
        })
final class RmCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private List<String> names = List.of();

    @Option(
            names = {"-f", "--force"},
            description = "kill it first if it runs; not to be there is no fault")
    private boolean force;

    @Option(
            names = {"-v", "--volumes"},
            description = "its volumes that have no name as well, which we always do")
    @SuppressWarnings("UnusedVariable") // taken for the sake of scripts that were written for docker
    private boolean volumes;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        Supervisor supervisor = desk.supervisor();
        return Status.ofEach(desk, names, name -> {
            if (isRemoved(desk, supervisor, name)) {
                desk.out().println(name);
            }
        });
    }

    private boolean isRemoved(Desk desk, Supervisor supervisor, String name) {
        try {
            supervisor.remove(name, force);
            return true;
        } catch (LifeException e) {
            if (!force || e.kind() != LifeException.Kind.NOT_FOUND) {
                throw e;
            }
            desk.error(String.valueOf(e.getMessage()));
            return false;
        }
    }
}
