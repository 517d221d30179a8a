package hangari.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;

/** Makes a single call in the calling thread, by the same table and machine code as a child's program. */
final class Kernel {
    private static final int SMALL = 8192;
    private static final ThreadLocal<Memory> ARENA = ThreadLocal.withInitial(() -> new Memory(SMALL));

    private Kernel() {}

    /** Makes the call and returns its result. Throws if it is refused, but for the errno that it tolerates. */
    static long perform(Call call) {
        return perform(call, (memory, layout) -> {});
    }

    /** Makes the call, and lets the reader look at the room that it filled. */
    static long perform(Call call, Reader reader) {
        long result = attempt(call, reader);
        if (refused(result)) {
            Errno errno = errno(result);
            if (errno != call.tolerated()) {
                throw new KernelException(call.syscall().toString(), call.text(), errno);
            }
        }
        return result;
    }

    /** Makes the call and returns what the kernel returned, be it an errno. EINTR is tried again. */
    static long attempt(Call call, Reader reader) {
        List<Call> calls = List.of(call);
        Memory memory = arena(Layout.size(calls));
        Layout layout = Layout.of(calls, Arch.current(), Pointer.nativeValue(memory));
        byte[] bytes = layout.bytes();
        long result;
        do {
            memory.write(0, bytes, 0, bytes.length);
            MachineCode.walk(memory);
            result = memory.getLong(layout.result(0));
        } while (result == -Errno.EINTR.number());
        if (!refused(result)) {
            reader.read(memory, layout);
        }
        return result;
    }

    static boolean refused(long result) {
        return result < 0 && result >= -4095;
    }

    static Errno errno(long result) {
        return Errno.of(-result).orElse(Errno.EINVAL);
    }

    private static Memory arena(int size) {
        Memory arena = ARENA.get();
        if (arena.size() < size) {
            arena = new Memory(size);
            ARENA.set(arena);
        }
        return arena;
    }

    /** Reads what a call left in memory. */
    interface Reader {
        void read(Pointer memory, Layout layout);
    }
}
