package hangari.linux;

/**
 * Whether other processes of the same user may look into this one.
 *
 * <p>A child that shares our memory and changes its credentials takes this away from us too: the flag belongs to the
 * memory, not to the process, so it is given back when the two have parted. Source: {@code PR_SET_DUMPABLE(2const)}.
 */
final class Dumpable {
    private static final int PR_GET_DUMPABLE = 3;
    private static final int PR_SET_DUMPABLE = 4;
    private static final long YES = 1;

    private static final boolean ORIGINALLY = get() == YES;

    private Dumpable() {}

    static long get() {
        return Kernel.perform(Call.of(Syscall.PRCTL, Arg.constant(PR_GET_DUMPABLE, "PR_GET_DUMPABLE")));
    }

    /** Gives it back, if it was there at the beginning. */
    static void restore() {
        if (ORIGINALLY && get() != YES) {
            Kernel.perform(Call.of(Syscall.PRCTL, Arg.constant(PR_SET_DUMPABLE, "PR_SET_DUMPABLE"), Arg.number(YES)));
        }
    }
}
