package hangari.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Loads what most starts load; the launcher lays it down in a class data archive. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    @ParentCommand
    private Hangari hangari;

    @Override
    public Integer call() {
        Cli.run(hangari.console(), hangari.surroundings(), "--version");
        Cli.run(hangari.console(), hangari.surroundings(), "--help");
        Cli.run(hangari.console(), hangari.surroundings(), "leran");
        Cli.run(hangari.console(), hangari.surroundings());
        Cli.run(hangari.console(), hangari.surroundings(), "lessons");
        Cli.run(hangari.console(), hangari.surroundings(), "doctor", "--json");
        return ExitCode.OK;
    }
}
