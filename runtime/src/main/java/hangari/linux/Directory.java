package hangari.linux;

/**
 * Makes and removes directories, so that a refusal keeps its errno.
 *
 * <p>A Java exception carries only the text of the errno, in the language of the machine; where the reason decides
 * what is said, as with cgroups, the kernel is asked directly.
 */
public final class Directory {
    private Directory() {}

    /** Makes it; throws {@link KernelException} with EEXIST if it is there. Source: {@code mkdir(2)}. */
    public static void make(String path, int mode) {
        Kernel.perform(Call.of(Syscall.MKDIRAT, Step.CWD, Arg.str(path), Arg.octal(mode)));
    }

    /** Removes it; throws {@link KernelException} with ENOENT if it is not there. Source: {@code rmdir(2)}. */
    public static void remove(String path) {
        // unlink(2): with AT_REMOVEDIR, unlinkat does what rmdir does.
        Kernel.perform(Call.of(Syscall.UNLINKAT, Step.CWD, Arg.str(path), Arg.constant(0x200, "AT_REMOVEDIR")));
    }
}
