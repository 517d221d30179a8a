package hangari.cli.container;

import hangari.cli.text.Json;
import hangari.cli.text.Table;
import hangari.container.life.Answer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the processes of a container. */
@Command(
        name = "top",
        description = "Lists the processes of a container.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari top web",
        })
final class TopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private String name;

    @Option(names = "--json", description = "for programs: a list of objects, with the titles as keys")
    private boolean json;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.of(desk, () -> show(desk, desk.supervisor().top(name)));
    }

    private int show(Desk desk, Answer.Processes processes) {
        if (json) {
            desk.out()
                    .println(Json.pretty(processes.rows().stream()
                            .map(row -> Json.object(processes.titles(), row))
                            .toList()));
            return Status.OK;
        }
        Table table = new Table(processes.titles().toArray(String[]::new));
        processes.rows().forEach(table::row);
        table.lines().forEach(desk.out()::println);
        return Status.OK;
    }
}
