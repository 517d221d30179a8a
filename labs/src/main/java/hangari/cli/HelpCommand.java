package hangari.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Shows the help of a command that is named behind it, as docker does. */
@Command(
        name = "help",
        description = "Shows the help of a command, as --help does.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari help run            as hangari run --help",
            "  hangari help container ls   of a command in a group",
        })
final class HelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "the command, with all its words; else hangari")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        CommandLine meant = spec.root().commandLine();
        for (String word : words) {
            CommandLine below = meant.getSubcommands().get(word);
            if (below == null) {
                throw new UnmatchedArgumentException(meant, List.of(word));
            }
            meant = below;
        }
        meant.usage(meant.getOut());
        return ExitCode.OK;
    }
}
