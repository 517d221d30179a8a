package hangari.linux;

import java.util.Optional;

/** How a process ended. Source: {@code waitid(2)}. */
public sealed interface Ending {
    /** The status as a shell gives it: the process's own, or 128 and the number of the signal. */
    int status();

    /** It exited by itself. */
    record Exited(int status) implements Ending {
        @Override
        public String toString() {
            return "exited with " + status;
        }
    }

    /** A signal ended it. */
    record Killed(Signal signal) implements Ending {
        @Override
        public int status() {
            return 128 + signal.number();
        }

        @Override
        public String toString() {
            return "killed by " + signal;
        }
    }

    /** From {@code si_signo}, {@code si_code} and {@code si_status}; empty while it has not ended. */
    static Optional<Ending> of(int signo, int code, int status) {
        if (signo == 0) {
            return Optional.empty();
        }
        boolean exited = code == 1; // CLD_EXITED
        return Optional.of(
                exited ? new Exited(status) : new Killed(Signal.of(status).orElse(Signal.SIGKILL)));
    }
}
