package hangari.cli;

import hangari.cli.state.StateDirectory;
import hangari.image.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    public Integer call() throws IOException {
        for (String[] start : STARTS) {
            Cli.run(hangari.console(), hangari.surroundings(), start);
        }
        supervise();
        return ExitCode.OK;
    }

    /** A supervisor that has no containers, and that nobody needs. */
    private void supervise() throws IOException {
        Path folder = Files.createTempDirectory("hangari-warm-up");
        try {
            System.setProperty(SuperviseCommand.IDLE, "1");
            Surroundings usual = hangari.surroundings();
            var aside = new Surroundings(usual.checkout(), new StateDirectory(folder), usual.locale(), false);
            Cli.run(hangari.console(), aside, "supervise");
        } finally {
            TreeRemoval.remove(folder);
        }
    }
}
