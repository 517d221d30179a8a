package hangari.cli.container;

import hangari.container.life.ContainerConfig;
import hangari.container.life.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts containers that do not run. */
@Command(
        name = "start",
        description = "Starts containers that were made, or that have ended.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari start web",
            "  hangari start -ai box           and be joined to it, with our input",
        })
final class StartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private List<String> names = List.of();

    @Option(
            names = {"-a", "--attach"},
            description = "be joined to its output, and to its signals")
    private boolean attach;

    @Option(
            names = {"-i", "--interactive"},
            description = "be joined to its input")
    private boolean interactive;

    @Mixin
    private final AttachOptions options = new AttachOptions();

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        if (!attach && !interactive) {
            return Status.ofEachNamed(desk, names, desk.supervisor()::start);
        }
        if (names.size() > 1) {
            desk.error(desk.say("container.start.several"));
            return Status.NO;
        }
        return Status.of(desk, () -> joined(desk, names.get(0)));
    }

    private int joined(Desk desk, String name) {
        ContainerConfig config = desk.supervisor().inspect(name).config();
        boolean stdin = interactive && config.openStdin();
        if (!options.isPossible(desk, config.terminal(), stdin)) {
            return Status.NO;
        }
        var wish = new Attachment.Wish(name, config.terminal(), stdin, options.signals(), options.keys());
        var request = new Request.Attach(name, false, stdin, true);
        return new Attachment(desk, wish, desk.supervisor().attach(request)).stay();
    }
}
