package hangari.linux;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The three functions of libc that it takes to place machine code in memory; all else is our own call. */
final class Libc {
    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int PROT_EXEC = 4;
    static final int MAP_SHARED = 1;
    static final int MAP_PRIVATE = 2;
    static final int MAP_ANONYMOUS = 0x20;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    private static native Pointer mmap(Pointer address, long length, int prot, int flags, int fd, long offset);

    private static native int mprotect(Pointer address, long length, int prot);

    private static native int munmap(Pointer address, long length);

    /** Anonymous memory, readable and writable. */
    static Pointer map(long length, int flags) {
        Pointer memory = mmap(Pointer.NULL, length, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
        if (Pointer.nativeValue(memory) == -1) {
            throw new KernelException("mmap", "mmap(NULL, " + length + ", ...)", errno(Native.getLastError()));
        }
        return memory;
    }

    /** Makes memory executable, and no longer writable. */
    static void seal(Pointer memory, long length) {
        if (mprotect(memory, length, PROT_READ | PROT_EXEC) != 0) {
            throw new KernelException(
                    "mprotect", "mprotect(code, " + length + ", PROT_READ|PROT_EXEC)", errno(Native.getLastError()));
        }
    }

    static void unmap(Pointer memory, long length) {
        munmap(memory, length);
    }

    static Function function(Pointer memory, long offset) {
        return Function.getFunction(memory.share(offset));
    }

    private static Errno errno(int number) {
        return Errno.of(number).orElse(Errno.EINVAL);
    }
}
