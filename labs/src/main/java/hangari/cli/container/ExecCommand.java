package hangari.cli.container;

import hangari.container.life.Request;
import hangari.container.life.Supervisor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a further command in a container that runs. */
@Command(
        name = "exec",
        description = "Runs a further command in a container that runs.",
        customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS] CONTAINER COMMAND [ARG…]",
        footer = {
            "",
            "Examples:",
            "  hangari exec -it web sh",
            "  hangari exec web cat /etc/hosts",
            "  hangari exec -d -u nobody -w /tmp web sleep 100",
        })
final class ExecCommand extends LongHelp implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-i", "--interactive"},
            description = "join our input to its own")
    private boolean interactive;

    @Option(
            names = {"-t", "--tty"},
            description = "give it a terminal of its own")
    private boolean tty;

    @Option(
            names = {"-d", "--detach"},
            description = "leave it in the background")
    private boolean detach;

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER[:GROUP]",
            description = "who it is; else as the container")
    private String user = "";

    @Option(
            names = {"-w", "--workdir"},
            paramLabel = "DIR",
            description = "where it begins; else as the container")
    private String workdir = "";

    @Option(names = "--privileged", description = "give it all capabilities")
    private boolean privileged;

    @Mixin
    private final AttachOptions options = new AttachOptions();

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND [ARG…]",
            description = "what is run; no option is read behind the container")
    private List<String> command = List.of();

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.ofFurther(desk, () -> run(desk));
    }

    private int run(Desk desk) {
        if (!detach && !options.isPossible(desk, tty, interactive)) {
            return Status.NO;
        }
        DetachKeys keys = options.keys();
        boolean stdin = interactive && !detach;
        List<String> variables = environment.variables(System.getenv());
        var config = new Request.ExecConfig(command, variables, user, workdir, tty, stdin, privileged);
        Supervisor supervisor = desk.supervisor();
        String exec = supervisor.execCreate(name, config);
        if (detach) {
            supervisor.execStart(exec, true).close();
            return Status.OK;
        }
        var wish = new Attachment.Wish(name, tty, stdin, options.signals(), keys);
        return new Attachment(desk, wish, supervisor.execStart(exec, false)).stay();
    }
}
