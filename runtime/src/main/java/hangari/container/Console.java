package hangari.container;

import hangari.linux.Fd;
import hangari.linux.Meeting;
import hangari.linux.PidFd;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Our end of a container's own terminal.
 *
 * <p>The terminal is one of the container's {@code /dev/pts}, so that {@code tty} finds it there, and has nothing to do
 * with ours: the container opens it, and we take a copy of its master.
 *
 * <pre>{@code
 * try (var console = new Console(master -> TerminalMode.copySize(ours, master))) {
 *     Container container = Container.on(console, spec);
 *     console.master().orElseThrow().read();
 * }
 * }</pre>
 */
public final class Console implements AutoCloseable {
    private final Meeting meeting = new Meeting();
    private final Consumer<Fd> begin;
    private volatile Optional<Fd> master = Optional.empty();

    /**
     * A console that is not connected yet.
     *
     * @param begin what is done with the master before the program begins, such as to set the size of the window
     */
    public Console(Consumer<Fd> begin) {
        this.begin = begin;
    }

    /** The end that is ours; empty if the container did not get so far. */
    public Optional<Fd> master() {
        return master;
    }

    Meeting meeting() {
        return meeting;
    }

    /** Takes the master, which the child that waits has as its descriptor 0. */
    Meeting.Appointment appointment() {
        return new Meeting.Appointment(meeting, pid -> {
            try (Fd child = PidFd.open(pid)) {
                Fd taken = PidFd.take(child, 0);
                master = Optional.of(taken);
                begin.accept(taken);
            }
        });
    }

    @Override
    public void close() {
        meeting.close();
        master.ifPresent(Fd::close);
    }
}
