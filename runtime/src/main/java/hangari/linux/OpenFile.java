package hangari.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Set;

/** An open file or directory, to be filled and given its owner, permissions, attributes and time. */
public final class OpenFile implements AutoCloseable {
    private final Fd file;

    OpenFile(Fd file) {
        this.file = file;
    }

    /**
     * Writes all that remains in the buffer at a position of the file; what is skipped becomes a hole.
     *
     * @param bytes a direct buffer: the kernel reads it where it is
     */
    public void write(ByteBuffer bytes, long position) {
        if (!bytes.isDirect()) {
            throw new IllegalArgumentException("the kernel reads from a direct buffer only");
        }
        long address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
        long at = position;
        while (bytes.hasRemaining()) {
            Arg data = Arg.constant(address + bytes.position(), bytes.remaining() + " bytes");
            long written = Kernel.perform(
                    Call.of(Syscall.PWRITE64, self(), data, Arg.number(bytes.remaining()), Arg.number(at)));
            bytes.position(bytes.position() + (int) written);
            at += written;
        }
    }

    /**
     * Reads from a position of the file into the buffer; returns how many bytes, 0 at its end.
     *
     * @param bytes a direct buffer: the kernel fills it where it is
     */
    public int read(ByteBuffer bytes, long position) {
        if (!bytes.isDirect()) {
            throw new IllegalArgumentException("the kernel writes to a direct buffer only");
        }
        long address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes)) + bytes.position();
        Arg room = Arg.constant(address, bytes.remaining() + " bytes");
        int count = (int) Kernel.perform(
                Call.of(Syscall.PREAD64, self(), room, Arg.number(bytes.remaining()), Arg.number(position)));
        bytes.position(bytes.position() + count);
        return count;
    }

    /** What the kernel knows of it now. Source: {@code statx(2)}, AT_EMPTY_PATH. */
    public FileStat stat() {
        Arg.Room room = new Arg.Room(FileStat.SIZE, "statxbuf");
        FileStat[] stat = new FileStat[1];
        Kernel.perform(
                Call.of(
                        Syscall.STATX,
                        self(),
                        Arg.str(""),
                        Arg.constant(0x1000, "AT_EMPTY_PATH"),
                        FileStat.WANTED,
                        room),
                (memory, layout) -> stat[0] = FileStat.read(memory.share(layout.room(room))));
        return stat[0];
    }

    /** Makes the file this long; what it gains is a hole. Source: {@code ftruncate(2)}. */
    public void size(long bytes) {
        Kernel.perform(Call.of(Syscall.FTRUNCATE, self(), Arg.number(bytes)));
    }

    /** Gives the file to somebody; that takes its set-user-ID bit and its capabilities away. Source: {@code fchown(2)}. */
    public void owner(long uid, long gid) {
        Kernel.perform(Call.of(Syscall.FCHOWN, self(), Arg.number(uid), Arg.number(gid)));
    }

    /** Sets the permissions, whatever the umask. Source: {@code fchmod(2)}. */
    public void mode(int mode) {
        Kernel.perform(Call.of(Syscall.FCHMOD, self(), Arg.octal(mode)));
    }

    /** Sets an extended attribute, such as {@code user.mime_type}. Source: {@code fsetxattr(2)}. */
    public void attribute(RawPath name, byte[] value) {
        Kernel.perform(Call.of(
                Syscall.FSETXATTR,
                self(),
                new Arg.Raw(name),
                new Arg.Bytes(value, value.length + " bytes"),
                Arg.number(value.length),
                Arg.number(0)));
    }

    /** Sets when the content was changed last. Source: {@code utimensat(2)}, which takes a file by its descriptor. */
    public void modified(Instant time) {
        Kernel.perform(Call.of(Syscall.UTIMENSAT, self(), Arg.nothing(), times(time), Arg.number(0)));
    }

    /** utimensat(2): two struct timespec, for access and for modification; both get the same. */
    static Arg times(Instant time) {
        ByteBuffer both = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 2; i++) {
            both.putLong(time.getEpochSecond()).putLong(time.getNano());
        }
        return new Arg.Bytes(both.array(), "[" + time + "]");
    }

    /** The same file, opened to read. Source: {@code proc_pid_fd(5)}, which leads to the very file. */
    OpenFile toRead() {
        return new OpenFile(Fd.open("/proc/self/fd/" + file.number(), Set.of(OpenFlag.NOCTTY)));
    }

    private Arg self() {
        return Arg.number(file.number());
    }

    @Override
    public void close() {
        file.close();
    }
}
