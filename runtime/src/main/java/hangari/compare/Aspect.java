package hangari.compare;

/** What is compared: the rows of the table. */
public enum Aspect {
    /** What the command answered, and how it ended. */
    ANSWER,
    /** How long it takes from nothing to the reaped end. */
    TIME,
    /** What the host pays while a process waits there: the proportional set size of all that the place runs. */
    MEMORY,
    /** What the place keeps on disk beside the root. */
    DISK,
    /** The release of the kernel that answers there, as {@code uname -r} gives it. */
    KERNEL,
    /** The mark that a kernel draws when it boots: {@code random(4)}, {@code /proc/sys/kernel/random/boot_id}. */
    BOOT_ID,
    /** How many processes the host runs for the place. */
    PROCESSES,
    /** What the host's own process list shows of the process, and under which PIDs. */
    SEEN,
    /** Which namespaces the process shares with the host. */
    SHARED
}
