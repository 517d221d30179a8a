package hangari.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Loads what most starts load; the launcher lays it down in a class data archive. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String[][] STARTS = {
        {},
        {"--version"},
        {"--help"},
        {"leran"},
        {"lessons"},
        {"labs"},
        {"course", "check"},
        {"doctor"},
        {"doctor", "--json"},
        {"learn", "no-such-lesson"},
        {"pull", "localhost:1/nobody-listens-there"},
        {},
    };

    @ParentCommand
    private Hangari hangari;

    @Override
    public Integer call() {
        for (String[] start : STARTS) {
            Cli.run(hangari.console(), hangari.surroundings(), start);
        }
        return ExitCode.OK;
    }
}
