package hangari.image.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** What RUN, CMD and ENTRYPOINT are given, in one of two forms. */
public sealed interface Command {
    /** A program and its arguments, run as they stand: {@code ["ls", "-l"]}. */
    record Exec(List<String> argv) implements Command {
        public Exec {
            argv = List.copyOf(argv);
        }
    }

    /** A line for the shell: {@code ls -l | wc}. */
    record Shell(String line) implements Command {}

    /** Program and arguments, where a line is handed to this shell. */
    default List<String> argv(List<String> shell) {
        if (this instanceof Exec exec) {
            return exec.argv();
        }
        List<String> argv = new ArrayList<>(shell);
        argv.add(((Shell) this).line());
        return argv;
    }
}
