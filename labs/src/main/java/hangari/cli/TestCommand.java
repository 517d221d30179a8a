package hangari.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Named here for the help; the launcher runs it, because it sets up what the tests need. */
@Command(
        name = "test",
        description = "Everything that proves the project: gates, tests, every lesson in both languages, every lab.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./hangari test",
            "  ./hangari -y test    install what the tests need, without asking"
        })
final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CommandException("test is run by the launcher: ./hangari test");
    }
}
