package hangari.linux;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of the parts that root's power is divided into. Source: {@code capabilities(7)}; the numbers are those of
 * {@code linux/capability.h}, and of the bits in {@code /proc/PID/status}.
 */
public enum Capability {
    CHOWN(0),
    DAC_OVERRIDE(1),
    DAC_READ_SEARCH(2),
    FOWNER(3),
    FSETID(4),
    KILL(5),
    SETGID(6),
    SETUID(7),
    SETPCAP(8),
    LINUX_IMMUTABLE(9),
    NET_BIND_SERVICE(10),
    NET_BROADCAST(11),
    NET_ADMIN(12),
    NET_RAW(13),
    IPC_LOCK(14),
    IPC_OWNER(15),
    SYS_MODULE(16),
    SYS_RAWIO(17),
    SYS_CHROOT(18),
    SYS_PTRACE(19),
    SYS_PACCT(20),
    SYS_ADMIN(21),
    SYS_BOOT(22),
    SYS_NICE(23),
    SYS_RESOURCE(24),
    SYS_TIME(25),
    SYS_TTY_CONFIG(26),
    MKNOD(27),
    LEASE(28),
    AUDIT_WRITE(29),
    AUDIT_CONTROL(30),
    SETFCAP(31),
    MAC_OVERRIDE(32),
    MAC_ADMIN(33),
    SYSLOG(34),
    WAKE_ALARM(35),
    BLOCK_SUSPEND(36),
    AUDIT_READ(37),
    PERFMON(38),
    BPF(39),
    CHECKPOINT_RESTORE(40);

    /** The fourteen that Docker leaves to a container. Source: docs.docker.com, "Runtime privilege and capabilities". */
    public static final Set<Capability> DOCKER = Set.of(
            AUDIT_WRITE,
            CHOWN,
            DAC_OVERRIDE,
            FOWNER,
            FSETID,
            KILL,
            MKNOD,
            NET_BIND_SERVICE,
            NET_RAW,
            SETFCAP,
            SETGID,
            SETPCAP,
            SETUID,
            SYS_CHROOT);

    private final int number;

    Capability(int number) {
        this.number = number;
    }

    /** The number, which is also its bit. */
    public int number() {
        return number;
    }

    /** The set as the kernel's mask: a bit for each. */
    public static long bits(Set<Capability> set) {
        return set.stream().mapToLong(one -> 1L << one.number).reduce(0, (a, b) -> a | b);
    }

    /** The capabilities of a mask, such as that of a {@code CapEff} line; bits of newer kernels are left out. */
    public static Set<Capability> of(long bits) {
        Set<Capability> set = EnumSet.noneOf(Capability.class);
        Arrays.stream(values()).filter(one -> (bits >>> one.number & 1) == 1).forEach(set::add);
        return set;
    }

    /** The capability of a name, such as {@code CAP_SYS_ADMIN} or, as on Docker's command line, {@code sys_admin}. */
    public static Optional<Capability> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String bare = upper.startsWith("CAP_") ? upper.substring(4) : upper;
        return Arrays.stream(values()).filter(one -> one.name().equals(bare)).findFirst();
    }

    /** The set as the manual page would write it, in the order of the numbers. */
    static String text(Set<Capability> set) {
        return set.isEmpty()
                ? "0"
                : set.stream()
                        .sorted(Comparator.comparingInt(Capability::number))
                        .map(Capability::toString)
                        .collect(Collectors.joining("|"));
    }

    /** The name, such as {@code CAP_SYS_ADMIN}. */
    @Override
    public String toString() {
        return "CAP_" + name();
    }
}
