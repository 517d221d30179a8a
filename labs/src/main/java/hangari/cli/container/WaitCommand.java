package hangari.cli.container;

import hangari.container.life.Request.Condition;
import hangari.container.life.Supervisor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Waits for the end of containers. */
@Command(
        name = "wait",
        description = "Waits until containers have ended, and prints their exit statuses.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari wait web",
            "  [ \"$(hangari wait job)\" = 0 ] && echo well",
        })
final class WaitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        Supervisor supervisor = desk.supervisor();
        return Status.ofEach(desk, names, name -> desk.out()
                .println(supervisor.await(name, Condition.NOT_RUNNING).code()));
    }
}
