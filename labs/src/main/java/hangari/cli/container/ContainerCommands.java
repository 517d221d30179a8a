package hangari.cli.container;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on containers, each made only when it is needed. */
public enum ContainerCommands {
    RUN,
    CREATE,
    START,
    EXEC,
    ATTACH,
    PS,
    LOGS,
    STOP,
    KILL,
    PAUSE,
    UNPAUSE,
    RESTART,
    RM,
    RENAME,
    WAIT,
    TOP,
    STATS,
    PORT,
    CP,
    DIFF,
    EXPORT;

    /** The word by which it is called. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command. */
    public CommandLine create() {
        // Behind the image or the container, options belong to the command that is run there.
        return new CommandLine(command()).setStopAtPositional(takesCommand());
    }

    private boolean takesCommand() {
        return this == RUN || this == CREATE || this == EXEC;
    }

    private Object command() {
        return switch (this) {
            case RUN -> new RunCommand();
            case CREATE -> new CreateCommand();
            case START -> new StartCommand();
            case EXEC -> new ExecCommand();
            case ATTACH -> new AttachCommand();
            case PS -> new PsCommand();
            case LOGS -> new LogsCommand();
            case STOP -> new StopCommand();
            case KILL -> new KillCommand();
            case PAUSE -> new PauseCommand();
            case UNPAUSE -> new UnpauseCommand();
            case RESTART -> new RestartCommand();
            case RM -> new RmCommand();
            case RENAME -> new RenameCommand();
            case WAIT -> new WaitCommand();
            case TOP -> new TopCommand();
            case STATS -> new StatsCommand();
            case PORT -> new PortCommand();
            case CP -> new CpCommand();
            case DIFF -> new DiffCommand();
            case EXPORT -> new ExportCommand();
        };
    }

    /** All of them below {@code container}, as docker groups them; {@code ps} is {@code ls} there. */
    public static CommandLine group() {
        CommandLine group = new CommandLine(new Group());
        for (ContainerCommands one : values()) {
            CommandLine command = one.create();
            if (one == PS) {
                command.getCommandSpec().name("ls").aliases("list", "ps");
            }
            group.addSubcommand(command);
        }
        group.addSubcommand(new CommandLine(new ContainerInspectCommand()));
        return group;
    }

    /** The command named {@code container}. */
    @Command(
            name = "container",
            description = "Handles containers.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Examples:",
                "  hangari container ls -a               the containers",
                "  hangari container run -it --rm base   as hangari run",
                "  hangari container inspect web         all that is known of one",
            })
    private static final class Group {}
}
