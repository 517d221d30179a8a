package hangari.linux;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a process's own limits are about, numbered as by the kernel. Source: {@code getrlimit(2)}. */
public enum Resource {
    CPU(0),
    FSIZE(1),
    DATA(2),
    STACK(3),
    CORE(4),
    RSS(5),
    NPROC(6),
    NOFILE(7),
    MEMLOCK(8),
    AS(9),
    LOCKS(10),
    SIGPENDING(11),
    MSGQUEUE(12),
    NICE(13),
    RTPRIO(14),
    RTTIME(15);

    private final int number;

    Resource(int number) {
        this.number = number;
    }

    /** The number in a call. */
    int number() {
        return number;
    }

    /** The name that {@code docker run --ulimit} gives it. */
    public String docker() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The resource of a docker name. */
    public static Optional<Resource> docker(String name) {
        return Arrays.stream(values()).filter(one -> one.docker().equals(name)).findFirst();
    }

    /** All docker names, for a message. */
    public static String names() {
        return Arrays.stream(values()).map(Resource::docker).collect(Collectors.joining(" "));
    }

    /** The constant of the manual page, such as {@code RLIMIT_NOFILE}. */
    @Override
    public String toString() {
        return "RLIMIT_" + name();
    }
}
