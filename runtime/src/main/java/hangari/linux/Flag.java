package hangari.linux;

import java.util.Set;
import java.util.stream.Collectors;

/** One bit of a flags argument, with the name the manual page gives it. */
interface Flag {
    /** The name, such as {@code MS_BIND}. */
    String flagName();

    /** The bit or bits. */
    long bits();

    /** All bits of a set. */
    static long bits(Set<? extends Flag> flags) {
        return flags.stream().mapToLong(Flag::bits).reduce(0, (a, b) -> a | b);
    }

    /** The set as C would write it, such as {@code MS_BIND|MS_REC}; {@code 0} if empty. */
    static String text(Set<? extends Flag> flags) {
        return flags.isEmpty()
                ? "0"
                : flags.stream().map(Flag::flagName).sorted().collect(Collectors.joining("|"));
    }
}
