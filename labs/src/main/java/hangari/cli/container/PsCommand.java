package hangari.cli.container;

import hangari.cli.text.Json;
import hangari.container.life.Answer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists containers. */
@Command(
        name = "ps",
        description = "Lists the containers that run; with -a, all.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari ps -a",
            "  hangari ps -aq --filter status=exited     the ids of those that have ended",
            "  hangari ps --filter name=web --filter label=tier=1",
            "  hangari ps --format 'table {{.Names}}\\t{{.Status}}'",
            "  hangari ps -a --json | jq '.[].name'",
        })
final class PsCommand implements Callable<Integer> {
    private static final String DEFAULT =
            "table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}" + "\t{{.Ports}}\t{{.Names}}";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-a", "--all"},
            description = "those that do not run as well")
    private boolean all;

    @Option(
            names = {"-q", "--quiet"},
            description = "show ids alone")
    private boolean quiet;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            description = "the N that were made last, whether they run or not")
    private int last = -1;

    @Option(
            names = {"-l", "--latest"},
            description = "the one that was made last, whether it runs or not")
    private boolean latest;

    @Option(names = "--no-trunc", description = "cut nothing short")
    private boolean whole;

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "FILTER",
            description = "name=, id=, status=, exited=, ancestor=IMAGE, label=NAME[=VALUE]")
    private List<String> filters = List.of();

    @Option(
            names = "--format",
            paramLabel = "json|[table ]TEMPLATE",
            description = "ID, Image, Command, CreatedAt, RunningFor, Ports, State, Status, Names, Labels")
    private @Nullable String format;

    @Option(names = "--json", description = "for programs: a list of id, name, image, command, created, state, …")
    private boolean json;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.of(desk, () -> show(desk));
    }

    private int show(Desk desk) {
        Instant now = Instant.now();
        List<ContainerRow> rows = chosen(desk).stream()
                .map(row -> new ContainerRow(row, whole, now))
                .toList();
        if (json) {
            desk.out()
                    .println(Json.pretty(rows.stream().map(ContainerRow::listed).toList()));
        } else if (quiet && format == null) {
            rows.forEach(row -> desk.out().println(row.id()));
        } else {
            new Formatted(format == null || format.equals("table") ? DEFAULT : format)
                    .lines(rows.stream().map(ContainerRow::fields).toList(), ContainerRow::title)
                    .forEach(desk.out()::println);
        }
        return Status.OK;
    }

    /** The youngest first. */
    private List<Answer.Row> chosen(Desk desk) {
        int most = latest ? 1 : last;
        boolean every = all || most >= 0 || ContainerFilter.wantsAll(filters);
        return desk.supervisor().list(every).rows().stream()
                .filter(ContainerFilter.parse(filters))
                .sorted(Comparator.comparing(Answer.Row::created).reversed())
                .limit(most >= 0 ? most : Long.MAX_VALUE)
                .toList();
    }
}
