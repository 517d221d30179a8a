package hangari.linux;

import java.nio.file.Path;

/**
 * A file in memory that has no name anywhere: it is gone when nobody has it open any more. Source: {@code
 * memfd_create(2)}.
 */
public final class MemoryFile {
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;

    private MemoryFile() {}

    /** A new one, which does not survive {@code execve}; the name is for who looks at {@code /proc/PID/fd}. */
    public static Fd create(String name) {
        return create(name, MFD_CLOEXEC, "MFD_CLOEXEC");
    }

    /** A new one that can be sealed, besides. */
    static Fd sealable(String name) {
        return create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING, "MFD_CLOEXEC|MFD_ALLOW_SEALING");
    }

    private static Fd create(String name, int flags, String text) {
        return new Fd((int) Kernel.perform(Call.of(Syscall.MEMFD_CREATE, Arg.str(name), Arg.constant(flags, text))));
    }

    /** A path to an open file, for this process and for whoever is given the descriptor. */
    public static Path path(Fd file) {
        return Path.of("/proc/self/fd", file.inherited());
    }
}
