package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Waits for many descriptors at once, however many: only those that have something to say are named. Source: epoll(7). */
public final class Epoll implements AutoCloseable {
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLLIN = 1;
    private static final int MOST = 64;
    // epoll_event(3type) is packed on x86_64 alone.
    private static final int EVENT = Arch.current() == Arch.X86_64 ? 12 : 16;
    private static final int DATA = EVENT - 8;

    private final Fd epoll = new Fd((int)
            Kernel.perform(Call.of(Syscall.EPOLL_CREATE1, Arg.constant(OpenFlag.CLOEXEC.bits(), "EPOLL_CLOEXEC"))));

    /** Waits for this one, too. */
    public void add(Fd fd, int token) {
        byte[] event = new byte[EVENT];
        ByteBuffer.wrap(event).order(ByteOrder.LITTLE_ENDIAN).putInt(0, EPOLLIN).putInt(DATA, token);
        control(EPOLL_CTL_ADD, "EPOLL_CTL_ADD", fd, new Arg.Bytes(event, "{EPOLLIN, " + token + "}"));
    }

    /** Waits for it no more. It must still be open. */
    public void remove(Fd fd) {
        control(EPOLL_CTL_DEL, "EPOLL_CTL_DEL", fd, Arg.nothing());
    }

    private void control(int operation, String name, Fd fd, Arg event) {
        Kernel.perform(Call.of(
                Syscall.EPOLL_CTL,
                Arg.number(epoll.number()),
                Arg.constant(operation, name),
                Arg.number(fd.number()),
                event));
    }

    /** The tokens of those that can be read or have been hung up, within this time; at most 64 at once. */
    public List<Integer> await(int millis) {
        Arg.Room events = new Arg.Room(MOST * EVENT, "events");
        List<Integer> tokens = new ArrayList<>();
        Kernel.perform(
                Call.of(
                        Syscall.EPOLL_PWAIT,
                        Arg.number(epoll.number()),
                        events,
                        Arg.number(MOST),
                        Arg.number(millis),
                        Arg.nothing(),
                        Arg.number(8)),
                (memory, layout) -> {
                    long count = memory.getLong(layout.result(0));
                    for (int i = 0; i < count; i++) {
                        tokens.add(memory.getInt(layout.room(events) + (long) i * EVENT + DATA));
                    }
                });
        return tokens;
    }

    @Override
    public void close() {
        epoll.close();
    }
}
