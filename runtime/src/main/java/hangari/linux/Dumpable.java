package hangari.linux;

/**
 * Whether other processes of the same user may look into this one.
 *
 * <p>A child that shares our memory and changes its credentials takes this away from us too: the flag belongs to the
 * memory, not to the process, so it is given back when the two have parted. But while a child needs it to be away
 * ({@link IdentityStep.NotDumpable}), no launch may give it back, be it on another thread. Source: {@code
 * PR_SET_DUMPABLE(2const)}.
 */
final class Dumpable {
    private static final int PR_GET_DUMPABLE = 3;
    private static final int PR_SET_DUMPABLE = 4;
    private static final long YES = 1;

    private static final boolean ORIGINALLY = get() == YES;
    private static int secrets;

    private Dumpable() {}

    static long get() {
        return Kernel.perform(Call.of(Syscall.PRCTL, Arg.constant(PR_GET_DUMPABLE, "PR_GET_DUMPABLE")));
    }

    /** From here on nobody gives it back, until as many have ended. */
    static synchronized void beginSecret() {
        secrets++;
    }

    /** The child has memory of its own, or is gone. */
    static synchronized void endSecret() {
        secrets--;
        restore();
    }

    /** Gives it back, if it was there at the beginning and no child needs it to be away. */
    static synchronized void restore() {
        if (secrets == 0 && ORIGINALLY && get() != YES) {
            Kernel.perform(Call.of(Syscall.PRCTL, Arg.constant(PR_SET_DUMPABLE, "PR_SET_DUMPABLE"), Arg.number(YES)));
        }
    }
}
