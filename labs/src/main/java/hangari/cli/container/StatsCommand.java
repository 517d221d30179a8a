package hangari.cli.container;

import hangari.cli.text.Json;
import hangari.container.life.Answer;
import hangari.container.life.LifeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what containers use, again and again. */
@Command(
        name = "stats",
        description = "Shows what containers use: processor, memory, network, disk, processes; until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari stats                     every container that runs",
            "  hangari stats --no-stream web     once",
            "  hangari stats --no-stream --json",
        })
final class StatsCommand implements Callable<Integer> {
    private static final long BETWEEN_MILLIS = 1000;
    private static final String DEFAULT = "table {{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}"
            + "\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}";
    // ECMA-48: CUP, cursor to the top; EL, erase to the end of the line; ED, to the end of the screen
    private static final String TOP = "\033[H";
    private static final String REST_OF_LINE = "\033[K";
    private static final String REST_OF_SCREEN = "\033[J";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "CONTAINER", description = "names or ids; else all that run")
    private List<String> names = List.of();

    @Option(
            names = {"-a", "--all"},
            description = "those that do not run as well")
    private boolean all;

    @Option(names = "--no-stream", description = "show it once")
    private boolean once;

    @Option(names = "--no-trunc", description = "cut nothing short")
    private boolean whole;

    @Option(
            names = "--format",
            paramLabel = "json|[table ]TEMPLATE",
            description = "ID, Name, CPUPerc, MemUsage, MemPerc, NetIO, BlockIO, PIDs")
    private @Nullable String format;

    @Option(names = "--json", description = "for programs: with --no-stream, a list of numbers")
    private boolean json;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.of(desk, () -> watch(desk));
    }

    private int watch(Desk desk) {
        Map<String, UsageRow> before = look(desk, Map.of());
        do {
            pause();
            before = look(desk, before);
            show(desk, List.copyOf(before.values()));
        } while (!once && !desk.out().checkError());
        return Status.OK;
    }

    /** What each uses now, beside what it had used before. */
    private Map<String, UsageRow> look(Desk desk, Map<String, UsageRow> before) {
        Map<String, UsageRow> now = new LinkedHashMap<>();
        for (String name : chosen(desk)) {
            try {
                Answer.Usage usage = desk.supervisor().stats(name);
                now.put(
                        name,
                        UsageRow.of(
                                usage, desk.supervisor().inspect(name), Optional.ofNullable(before.get(name)), whole));
            } catch (LifeException e) {
                // one that has ended meanwhile has nothing to show; one that was asked for must be there
                if (!names.isEmpty() && before.isEmpty()) {
                    throw e;
                }
            }
        }
        return now;
    }

    private List<String> chosen(Desk desk) {
        return names.isEmpty()
                ? desk.supervisor().list(all).rows().stream()
                        .map(Answer.Row::id)
                        .toList()
                : names;
    }

    private void show(Desk desk, List<UsageRow> rows) {
        if (json) {
            desk.out().println(Json.pretty(rows.stream().map(UsageRow::listed).toList()));
            return;
        }
        boolean isTable = format == null || format.startsWith("table");
        List<String> lines = new ArrayList<>(new Formatted(format == null || format.equals("table") ? DEFAULT : format)
                .lines(rows.stream().map(UsageRow::fields).toList(), UsageRow::title));
        boolean redrawn = isTable && !once && !desk.plain();
        StringBuilder screen = new StringBuilder(redrawn ? TOP : "");
        lines.forEach(
                line -> screen.append(line).append(redrawn ? REST_OF_LINE : "").append('\n'));
        desk.out().print(screen.append(redrawn ? REST_OF_SCREEN : ""));
        desk.out().flush();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LifeException(LifeException.Kind.FAILED, "interrupted", e);
        }
    }
}
