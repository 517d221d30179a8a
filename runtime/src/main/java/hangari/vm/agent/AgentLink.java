package hangari.vm.agent;

import hangari.linux.Arch;
import hangari.linux.Fd;
import hangari.linux.GuestAgent;
import hangari.linux.GuestReport;
import hangari.linux.KernelException;
import hangari.vm.fault.VmException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connection to a guest's agent: its ports, and who waits for which report.
 *
 * <p>When the machine ends, whoever waits is told so.
 */
public final class AgentLink implements AutoCloseable {
    private final Arch arch;
    private final Fd control;
    private final BlockingQueue<Slot> slots = new LinkedBlockingQueue<>();
    private final AtomicLong ids = new AtomicLong();
    private final CompletableFuture<GuestReport> ready = new CompletableFuture<>();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final List<Fd> ports;
    private final Thread reader;
    private volatile boolean over;

    /** The link by these ports, {@link GuestAgent#PORTS} of them; it closes them. */
    public AgentLink(Arch arch, List<Fd> ports) {
        this.arch = arch;
        this.ports = List.copyOf(ports);
        this.control = ports.get(ports.size() - 1);
        for (int slot = 0; slot < GuestAgent.SLOTS; slot++) {
            slots.add(new Slot(slot, new Packets(ports.get(slot))));
        }
        reader = new Thread(this::read, "hangari-vm-agent");
        reader.setDaemon(true);
        reader.start();
    }

    /** The streams of one job at a time. */
    record Slot(int number, Packets packets) {}

    /** What a job is told of. */
    record Waiting(CompletableFuture<GuestReport> launched, CompletableFuture<GuestReport> ended) {
        Waiting() {
            this(new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    private void read() {
        var input = new Packets.PortInput(control);
        try {
            while (true) {
                byte[] header = input.exactly(GuestReport.HEADER);
                tell(GuestReport.of(header, input.exactly(GuestReport.facts(header))));
            }
        } catch (IOException | KernelException | IllegalArgumentException e) {
            over = true;
            ready.completeExceptionally(e);
            waiting.values().forEach(job -> fail(job, e));
            slots.add(new Slot(-1, new Packets(control))); // wakes who waits for one
        }
    }

    private static void fail(Waiting job, Exception why) {
        job.launched().completeExceptionally(why);
        job.ended().completeExceptionally(why);
    }

    private void tell(GuestReport report) {
        Waiting job = waiting.get(report.id());
        if (report.kind() == GuestReport.Kind.READY) {
            ready.complete(report);
        } else if (job != null) {
            (report.kind() == GuestReport.Kind.LAUNCHED ? job.launched() : job.ended()).complete(report);
        }
    }

    /** Waits until the agent takes commands; returns whether it does. False means that the machine has ended. */
    public boolean awaitReady(Duration limit) throws TimeoutException {
        try {
            var unused = ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts a command; waits while all slots are taken. */
    public GuestProcess start(GuestCommand command, Streams streams) {
        Slot slot = slot();
        try {
            return GuestProcess.start(this, slot, command, streams);
        } catch (IllegalArgumentException e) {
            release(slot);
            throw new VmException(VmException.Kind.BAD_COMMAND, String.valueOf(e.getMessage()));
        } catch (VmException e) {
            release(slot);
            throw e;
        }
    }

    private Slot slot() {
        try {
            Slot slot = slots.take();
            if (over) {
                release(slot);
                throw gone();
            }
            return slot;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone();
        }
    }

    void release(Slot slot) {
        slots.add(slot);
    }

    Arch arch() {
        return arch;
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    Waiting expect(long id) {
        var job = new Waiting();
        waiting.put(id, job);
        if (over) {
            fail(job, new IOException("the machine ended"));
        }
        return job;
    }

    void forget(long id) {
        waiting.remove(id);
    }

    /** Sends a message whole. */
    synchronized void send(byte[] message) {
        try {
            control.write(message);
        } catch (KernelException e) {
            throw gone();
        }
    }

    static VmException gone() {
        return new VmException(VmException.Kind.GONE);
    }

    /** Closes the ports, which the machine's end must have ended. */
    @Override
    public void close() {
        try {
            reader.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ports.forEach(Fd::close);
    }
}
