package hangari.linux;

import java.util.Set;

/**
 * A pseudo-terminal: what is typed into the master arrives at whoever reads the terminal. Source: {@code pty(7)}.
 *
 * @param master our end
 * @param terminal the end that becomes a program's terminal
 */
public record Pty(Fd master, Fd terminal) implements AutoCloseable {
    static final long TIOCSPTLCK = 0x4004_5431L;
    static final long TIOCGPTPEER = 0x5441L;

    /** Opens a new pseudo-terminal. */
    public static Pty open() {
        Fd master = Fd.open("/dev/ptmx", Set.of(OpenFlag.RDWR, OpenFlag.NOCTTY));
        Kernel.perform(Call.of(
                Syscall.IOCTL,
                Arg.number(master.number()),
                Arg.constant(TIOCSPTLCK, "TIOCSPTLCK"),
                new Arg.Bytes(new byte[4], "[0]")));
        // TIOCGPTPEER(2const): opens the other end without a path, so it works whatever is mounted on /dev/pts.
        long flags = OpenFlag.RDWR.bits() | OpenFlag.NOCTTY.bits() | OpenFlag.CLOEXEC.bits();
        long peer = Kernel.perform(Call.of(
                Syscall.IOCTL,
                Arg.number(master.number()),
                Arg.constant(TIOCGPTPEER, "TIOCGPTPEER"),
                Arg.constant(flags, "O_RDWR|O_NOCTTY|O_CLOEXEC")));
        return new Pty(master, new Fd((int) peer));
    }

    @Override
    public void close() {
        master.close();
        terminal.close();
    }
}
