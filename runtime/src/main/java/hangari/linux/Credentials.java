package hangari.linux;

/** Who this process is, to the kernel. Source: {@code credentials(7)}. */
public final class Credentials {
    private Credentials() {}

    /** The effective user ID. */
    public static long uid() {
        return Kernel.perform(Call.of(Syscall.GETEUID));
    }

    /** The effective group ID. */
    public static long gid() {
        return Kernel.perform(Call.of(Syscall.GETEGID));
    }
}
