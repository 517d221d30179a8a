package hangari.cli.container;

import hangari.cli.state.StateDirectory;
import hangari.container.life.Supervisor;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands need of the command that has all others below it. */
public interface Desk {
    /** The one above a command, however far. */
    static Desk of(CommandSpec command) {
        return (Desk) command.root().userObject();
    }

    /** Where bytes for a container come from, unless it is a terminal. */
    InputStream in();

    /** The stream of the answer. */
    PrintStream out();

    /** The stream beside the answer. */
    PrintStream err();

    /** Says what went wrong, on one line. */
    void error(String line);

    /** A phrase in the language of whoever reads it. */
    String say(String key, Object... values);

    /** Whether nothing may be redrawn in place. */
    boolean plain();

    StateDirectory state();

    /** Who looks after the containers; begun if need be. */
    Supervisor supervisor();

    /** The terminal at the standard input, if it is one. */
    Optional<UserTerminal> terminal();
}
