package hangari.vm.agent;

import hangari.linux.Errno;
import hangari.linux.GuestJob;
import hangari.linux.GuestJob.Window;
import hangari.linux.GuestReport;
import hangari.linux.KernelException;
import hangari.linux.Refusal;
import hangari.linux.Signal;
import hangari.vm.agent.AgentLink.Slot;
import hangari.vm.agent.AgentLink.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A command in a guest, from its launch to its end.
 *
 * <p>As with ssh(1), it is over when it has ended and nobody has its output open any more.
 */
public final class GuestProcess {
    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final int OURS = 125;

    private final AgentLink link;
    private final Slot slot;
    private final long id;
    private final Waiting waiting;
    private final CompletableFuture<Void> output;
    private final GuestJob.Launched launched;
    private boolean inputOver;
    private boolean over;

    private GuestProcess(AgentLink link, Slot slot, GuestCommand command, Streams streams) {
        this.link = link;
        this.slot = slot;
        this.id = link.nextId();
        GuestJob job = command.terminal()
                .map(window -> GuestJob.onTerminal(link.arch(), id, slot.number(), command.program(), window))
                .orElseGet(() -> GuestJob.of(link.arch(), id, slot.number(), command.program(), streams.hasInput()));
        waiting = link.expect(id);
        output = reading(slot.packets(), streams, command.terminal().isPresent() ? 1 : 2);
        link.send(job.message());
        launched = job.launched(joined(waiting.launched()));
        inputOver = !streams.hasInput() && command.terminal().isEmpty();
        if (!inputOver) {
            daemon("hangari-vm-stdin", () -> feed(streams.in()));
        }
    }

    static GuestProcess start(AgentLink link, Slot slot, GuestCommand command, Streams streams) {
        return new GuestProcess(link, slot, command, streams);
    }

    private static GuestReport joined(CompletableFuture<GuestReport> report) {
        try {
            return report.join();
        } catch (CompletionException e) {
            throw AgentLink.gone();
        }
    }

    private static CompletableFuture<Void> reading(Packets packets, Streams streams, int ends) {
        var read = new CompletableFuture<Void>();
        daemon("hangari-vm-output", () -> {
            try {
                packets.readTo(streams.out(), streams.err(), ends);
                read.complete(null);
            } catch (IOException | KernelException e) {
                read.completeExceptionally(e);
            }
        });
        return read;
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void feed(InputStream in) {
        byte[] chunk = new byte[16 * 1024];
        try {
            int count = in.read(chunk);
            while (count >= 0 && feed(chunk, count)) {
                count = in.read(chunk);
            }
            endInput();
        } catch (IOException | KernelException e) {
            // Nothing more can be read, or the machine is gone, which those who wait for it are told.
            endInput();
        }
    }

    private synchronized boolean feed(byte[] chunk, int count) {
        if (!inputOver) {
            slot.packets().write(chunk, count);
        }
        return !inputOver;
    }

    private synchronized void endInput() {
        if (!inputOver) {
            inputOver = true;
            try {
                slot.packets().end();
            } catch (KernelException e) {
                // EPIPE: there is no machine any more
            }
        }
    }

    /** What came of its launch. */
    public GuestJob.Launched launched() {
        return launched;
    }

    /** Sends it a signal. */
    public void signal(Signal signal) {
        if (launched.born()) { // kill(2): a PID below 0 would be a whole group's
            link.send(GuestJob.signal(link.arch(), launched.pid(), signal));
        }
    }

    /** Gives its terminal's window another size, if it has a terminal. */
    public void resize(Window window) {
        if (launched.keeper() > 0) {
            link.send(GuestJob.resize(link.arch(), launched.keeper(), window));
        }
    }

    /**
     * Waits for its end; returns its status as a shell gives it: 128 and the signal's number if one ended it, 127 if it
     * was not found, 126 if it cannot be executed, 125 if the kernel refused something before. It may be asked again.
     *
     * @throws hangari.vm.fault.VmException if the machine ended first
     */
    public int await() {
        try {
            int status =
                    launched.born() ? GuestJob.ended(joined(waiting.ended())).status() : OURS;
            endInput();
            output.join();
            return launched.refusal().map(GuestProcess::status).orElse(status);
        } catch (CompletionException e) {
            throw AgentLink.gone();
        } finally {
            over();
        }
    }

    /** Leaves the slot to others, once. */
    private synchronized void over() {
        if (!over) {
            over = true;
            link.forget(id);
            link.release(slot);
        }
    }

    private static int status(Refusal refusal) {
        if (!refusal.call().equals("execve")) {
            return OURS;
        }
        return refusal.errno() == Errno.ENOENT || refusal.errno() == Errno.ENOTDIR ? NOT_FOUND : NOT_EXECUTABLE;
    }

    /** Why it could not be launched, if it could not. */
    public Optional<Refusal> refusal() {
        return launched.refusal();
    }
}
