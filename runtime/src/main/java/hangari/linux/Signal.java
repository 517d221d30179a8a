package hangari.linux;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The standard signals, whose numbers are the same on x86_64 and aarch64. Source: signal(7). */
public enum Signal {
    SIGHUP(1),
    SIGINT(2),
    SIGQUIT(3),
    SIGILL(4),
    SIGTRAP(5),
    SIGABRT(6),
    SIGBUS(7),
    SIGFPE(8),
    SIGKILL(9),
    SIGUSR1(10),
    SIGSEGV(11),
    SIGUSR2(12),
    SIGPIPE(13),
    SIGALRM(14),
    SIGTERM(15),
    SIGSTKFLT(16),
    SIGCHLD(17),
    SIGCONT(18),
    SIGSTOP(19),
    SIGTSTP(20),
    SIGTTIN(21),
    SIGTTOU(22),
    SIGURG(23),
    SIGXCPU(24),
    SIGXFSZ(25),
    SIGVTALRM(26),
    SIGPROF(27),
    SIGWINCH(28),
    SIGIO(29),
    SIGPWR(30),
    SIGSYS(31);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** The number, from 1. */
    public int number() {
        return number;
    }

    /** The signal with this number, if it is a standard one. */
    public static Optional<Signal> of(int number) {
        return Arrays.stream(values()).filter(signal -> signal.number == number).findFirst();
    }

    /** The signal that is meant by a name or a number, as kill(1) takes both: {@code TERM}, {@code SIGTERM}, {@code 15}. */
    public static Optional<Signal> parse(String text) {
        return text.matches("[0-9]{1,3}") ? of(Integer.parseInt(text)) : named(text);
    }

    /** The signal with this name, written like {@code TERM} or {@code SIGTERM} in any case. */
    public static Optional<Signal> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String full = upper.startsWith("SIG") ? upper : "SIG" + upper;
        for (Signal signal : values()) {
            if (signal.name().equals(full)) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }
}
