package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The settings of a terminal, kept to be put back. Source: {@code termios(3)}, {@code TCSETS(2const)}. */
public final class TerminalMode {
    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    private static final long TIOCGWINSZ = 0x5413;
    private static final long TIOCSWINSZ = 0x5414;
    private static final int SIZE = 36;

    private final Fd terminal;
    private final byte[] before;

    private TerminalMode(Fd terminal, byte[] before) {
        this.terminal = terminal;
        this.before = before;
    }

    /** Reads the present settings. Throws {@link KernelException} with ENOTTY if it is no terminal. */
    public static TerminalMode of(Fd terminal) {
        return new TerminalMode(terminal, get(terminal, TCGETS, "TCGETS", SIZE));
    }

    /** Lets every key through as it is: no echo, no lines, no signals. Source: {@code cfmakeraw(3)}. */
    public void raw() {
        ByteBuffer settings = ByteBuffer.wrap(before.clone()).order(ByteOrder.nativeOrder());
        // IGNBRK|BRKINT|PARMRK|ISTRIP|INLCR|IGNCR|ICRNL|IXON; OPOST; CSIZE|PARENB, CS8; ECHO|ECHONL|ICANON|ISIG|IEXTEN
        settings.putInt(0, settings.getInt(0) & ~02753);
        settings.putInt(4, settings.getInt(4) & ~01);
        settings.putInt(8, (settings.getInt(8) & ~0460) | 060);
        settings.putInt(12, settings.getInt(12) & ~0100113);
        settings.put(17 + 6, (byte) 1); // VMIN
        settings.put(17 + 5, (byte) 0); // VTIME
        set(terminal, TCSETS, "TCSETS", settings.array());
    }

    /** Puts the settings back. */
    public void restore() {
        set(terminal, TCSETS, "TCSETS", before);
    }

    /** Gives one terminal the window size of another; the kernel tells its foreground process with SIGWINCH. */
    public static void copySize(Fd from, Fd to) {
        set(to, TIOCSWINSZ, "TIOCSWINSZ", get(from, TIOCGWINSZ, "TIOCGWINSZ", 8));
    }

    /** How many characters the window of a terminal holds. */
    public record Size(int rows, int columns) {}

    /** The size of a terminal's window; 0 where nobody said. Source: {@code TIOCGWINSZ(2const)}. */
    public static Size size(Fd terminal) {
        ByteBuffer winsize =
                ByteBuffer.wrap(get(terminal, TIOCGWINSZ, "TIOCGWINSZ", 8)).order(ByteOrder.nativeOrder());
        return new Size(winsize.getShort(0) & 0xFFFF, winsize.getShort(2) & 0xFFFF);
    }

    /** Gives a terminal's window a size; its foreground process is told with SIGWINCH. */
    public static void setSize(Fd terminal, Size size) {
        ByteBuffer winsize = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) size.rows())
                .putShort(2, (short) size.columns());
        set(terminal, TIOCSWINSZ, "TIOCSWINSZ", winsize.array());
    }

    private static byte[] get(Fd terminal, long request, String name, int size) {
        Arg.Room room = new Arg.Room(size, "argp");
        byte[][] data = new byte[1][];
        Kernel.perform(
                Call.of(Syscall.IOCTL, Arg.number(terminal.number()), Arg.constant(request, name), room),
                (memory, layout) -> data[0] = memory.getByteArray(layout.room(room), size));
        return data[0];
    }

    private static void set(Fd terminal, long request, String name, byte[] data) {
        Kernel.perform(Call.of(
                Syscall.IOCTL,
                Arg.number(terminal.number()),
                Arg.constant(request, name),
                new Arg.Bytes(data, "argp")));
    }
}
