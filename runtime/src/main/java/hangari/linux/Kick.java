package hangari.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Brings a thread back out of {@code KVM_RUN}, without a signal handler.
 *
 * <p>A signal is blocked in that one thread, so that nothing ever handles it and no other thread is concerned; only
 * while the guest runs, KVM does not block it. KVM_SET_SIGNAL_MASK: "Any unblocked signal received […] will cause
 * KVM_RUN to return with -EINTR. Note the signal will only be delivered if not blocked by the original signal mask." So
 * it stays pending, and is taken. One that comes too early ends the next run at once: no kick is lost.
 */
final class Kick implements AutoCloseable {
    // signal(7): SIGURG, "Urgent condition on socket", is ignored by default, is not queued, and nobody in a JVM uses
    // it.
    private static final Signal SIGNAL = Signal.SIGURG;
    private static final long BIT = 1L << (SIGNAL.number() - 1);
    private static final int SET = 8;
    private static final Arg OUR_SIGNAL = new Arg.Bytes(set(BIT), "[" + SIGNAL + "]");
    private static final Arg NO_TIME = new Arg.Bytes(new byte[16], "{0 s}");

    private final long process;
    private final long thread;
    private boolean closed;

    private Kick(long process, long thread) {
        this.process = process;
        this.thread = thread;
    }

    /** For the calling thread, which is going to run this processor. */
    static Kick ofThisThread(Fd cpu) {
        long others = block() & ~BIT;
        // struct kvm_signal_mask: __u32 len, __u8 sigset[]
        byte[] mask = ByteBuffer.allocate(4 + SET)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SET)
                .putLong(others)
                .array();
        KvmRequest.KVM_SET_SIGNAL_MASK.ask(cpu, new Arg.Bytes(mask, "[as before, without " + SIGNAL + "]"));
        return new Kick(Kernel.perform(Call.of(Syscall.GETPID)), Kernel.perform(Call.of(Syscall.GETTID)));
    }

    /** Blocks our signal in the calling thread; returns the mask before. Source: {@code rt_sigprocmask(2)}. */
    private static long block() {
        Arg.Room before = new Arg.Room(SET, "oldset");
        long[] mask = new long[1];
        Kernel.perform(
                Call.of(Syscall.RT_SIGPROCMASK, Arg.constant(0, "SIG_BLOCK"), OUR_SIGNAL, before, Arg.number(SET)),
                (memory, layout) -> mask[0] = memory.getLong(layout.room(before)));
        return mask[0];
    }

    private static byte[] set(long bits) {
        return ByteBuffer.allocate(SET)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bits)
                .array();
    }

    /** Sends the signal, unless the thread is about to end. Source: {@code tgkill(2)}. */
    synchronized void send() {
        if (!closed) {
            Kernel.perform(Call.of(
                    Syscall.TGKILL,
                    Arg.number(process),
                    Arg.number(thread),
                    Arg.constant(SIGNAL.number(), SIGNAL.name())));
        }
    }

    /** Takes what is pending, if anything is. Source: {@code rt_sigtimedwait(2)}. */
    void take() {
        Kernel.perform(Call.of(Syscall.RT_SIGTIMEDWAIT, OUR_SIGNAL, Arg.nothing(), NO_TIME, Arg.number(SET))
                .tolerating(Errno.EAGAIN));
    }

    /**
     * The thread is about to end: its number may come to be another's, who must not be signalled, and the JVM is going to
     * put the mask back as it was.
     */
    @Override
    public synchronized void close() {
        closed = true;
        take();
    }
}
