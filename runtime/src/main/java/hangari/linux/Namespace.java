package hangari.linux;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A kind of namespace. Source: {@code namespaces(7)}. */
public enum Namespace implements Flag {
    /** The mount table. */
    MNT("NEWNS", 0x0002_0000),
    /** Process identifiers. */
    PID("NEWPID", 0x2000_0000),
    /** The hostname and the domain name. */
    UTS("NEWUTS", 0x0400_0000),
    /** System V and POSIX message queues. */
    IPC("NEWIPC", 0x0800_0000),
    /** Network devices, addresses, ports. */
    NET("NEWNET", 0x4000_0000),
    /** User and group identifiers, and capabilities. */
    USER("NEWUSER", 0x1000_0000),
    /** The root of the cgroup tree. */
    CGROUP("NEWCGROUP", 0x0200_0000),
    /** The monotonic and the boot-time clock. */
    TIME("NEWTIME", 0x0000_0080);

    /** Every namespace but the user and the time namespace: what a container has of its own. */
    public static final Set<Namespace> ALL = Set.copyOf(EnumSet.complementOf(EnumSet.of(USER, TIME)));

    private final String flagName;
    private final long bits;

    Namespace(String flagName, long bits) {
        this.flagName = flagName;
        this.bits = bits;
    }

    @Override
    public long bits() {
        return bits;
    }

    @Override
    public String flagName() {
        return "CLONE_" + flagName;
    }

    /** Its name below {@code /proc/PID/ns}. */
    public String procName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
