package hangari.cli.container;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.Request.LogQuery;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a container has written. */
@Command(
        name = "logs",
        description = "Shows what a container has written to its output.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari logs web",
            "  hangari logs -f --tail 20 web         and what it writes from now on",
            "  hangari logs -t --since 10m web",
            "  hangari logs --since 2026-01-02T13:23:37Z web",
        })
final class LogsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what it writes from now on")
    private boolean follow;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "N|all",
            description = "only so many lines from the end")
    private String tail = "all";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "only what is younger: a moment, or an age such as 42m")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "only what is older: a moment, or an age such as 42m")
    private @Nullable String until;

    @Option(
            names = {"-t", "--timestamps"},
            description = "say when each line was written")
    private boolean timestamps;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.of(desk, () -> show(desk));
    }

    private int show(Desk desk) {
        Instant now = Instant.now();
        var query = new LogQuery(
                true,
                true,
                follow,
                lines(),
                Optional.ofNullable(since).map(text -> Moment.parse(text, now)),
                Optional.ofNullable(until).map(text -> Moment.parse(text, now)),
                timestamps);
        try (Conversation log = desk.supervisor().logs(name, query)) {
            for (Optional<Frame> next = log.next(); next.isPresent(); next = log.next()) {
                Frame frame = next.get();
                boolean isError = frame.kind() == Frame.Kind.STDERR;
                if (frame.kind() == Frame.Kind.NOTICE) {
                    desk.error(frame.text());
                } else if ((isError || frame.kind() == Frame.Kind.STDOUT)
                        && !Attachment.written(isError ? desk.err() : desk.out(), frame)) {
                    return Status.OK;
                }
            }
        }
        return Status.OK;
    }

    private OptionalInt lines() {
        // docker logs --help: "default all"; a negative number is all as well
        if (tail.equals("all") || tail.matches("-[0-9]{1,9}")) {
            return OptionalInt.empty();
        }
        if (!tail.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("bad number of lines \"" + tail + "\": use --tail 20, or all");
        }
        return OptionalInt.of(Integer.parseInt(tail));
    }
}
