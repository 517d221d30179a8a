package hangari.cli.container;

import hangari.container.life.ContainerDetails;
import hangari.container.life.LifeException;
import hangari.container.life.Request;
import hangari.container.life.State;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins us to a container that runs. */
@Command(
        name = "attach",
        description = "Joins our input, output and signals to those of a container that runs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari attach web                ctrl-p ctrl-q leaves it alone",
            "  hangari attach --no-stdin web",
        })
final class AttachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private String name;

    @Option(names = "--no-stdin", description = "send it no input")
    private boolean noStdin;

    @Mixin
    private final AttachOptions options = new AttachOptions();

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.of(desk, () -> joined(desk));
    }

    private int joined(Desk desk) {
        ContainerDetails details = desk.supervisor().inspect(name);
        if (!(details.state() instanceof State.Running)) {
            throw new LifeException(
                    LifeException.Kind.CONFLICT,
                    desk.say(
                            "container.attach.not-running",
                            name,
                            details.state().word()));
        }
        boolean tty = details.config().terminal();
        boolean stdin = details.config().openStdin() && !noStdin;
        if (!options.isPossible(desk, tty, stdin)) {
            return Status.NO;
        }
        var wish = new Attachment.Wish(name, tty, stdin, options.signals(), options.keys());
        return new Attachment(desk, wish, desk.supervisor().attach(new Request.Attach(name, false, stdin, false)))
                .stay();
    }
}
