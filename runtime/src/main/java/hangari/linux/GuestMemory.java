package hangari.linux;

import com.sun.jna.Pointer;

/** Memory of this process that a virtual machine takes for its own, from its address 0 on. */
public final class GuestMemory implements AutoCloseable {
    private static final int PAGE = 4096;

    private final int size;
    private final Pointer memory;
    private boolean closed;

    GuestMemory(int size) {
        if (size <= 0 || size % PAGE != 0) {
            throw new IllegalArgumentException(size + " bytes of memory: give a machine whole pages of " + PAGE);
        }
        this.size = size;
        this.memory = Libc.map(size, Libc.MAP_SHARED);
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** Puts bytes where the guest will find them. */
    public synchronized void write(int address, byte[] bytes) {
        check(address, bytes.length);
        memory.write(address, bytes, 0, bytes.length);
    }

    /** What the guest left there. */
    public synchronized byte[] read(int address, int length) {
        check(address, length);
        return memory.getByteArray(address, length);
    }

    private void check(int address, int length) {
        if (closed) {
            throw new IllegalStateException("the machine is switched off, and its memory is gone");
        }
        if (address < 0 || length < 0 || length > size - address) {
            throw new IllegalArgumentException(
                    "%d bytes at 0x%x: the machine's memory ends at 0x%x".formatted(length, address, size));
        }
    }

    long hostAddress() {
        return Pointer.nativeValue(memory);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.unmap(memory, size);
        }
    }
}
