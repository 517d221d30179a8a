package hangari.vm.kvm;

import hangari.linux.VirtualMachine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A machine that is switched on. It switches itself off when its guest has come to its end, and ends with this process at
 * the latest.
 */
public final class RunningMachine implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final VirtualMachine machine;
    private final Bus bus;
    private final Limits limits;
    private final Watch watch;
    private final Processor processor;
    /** Set if the processor did not come back in time: clears away if it does after all. */
    private @Nullable CompletableFuture<?> lost;

    private RunningMachine(VirtualMachine machine, Machine plan, Duration grace) {
        this.machine = machine;
        this.limits = plan.limits();
        this.watch = new Watch(grace);
        this.bus = new Bus(plan.board());
        this.processor = new Processor(machine.cpu(), bus, watch, plan);
    }

    static RunningMachine of(Machine plan) {
        return of(plan, GRACE);
    }

    /** With so much time for a device's method to come back after it had to. */
    static RunningMachine of(Machine plan, Duration grace) {
        VirtualMachine machine = VirtualMachine.create(plan.memory());
        boolean on = false;
        try {
            RunningMachine running = new RunningMachine(machine, plan, grace);
            machine.memory().write(Guest.ADDRESS, plan.guest().bytes());
            running.bus.type(plan.keys());
            running.work(() -> {
                machine.cpu().boot(Guest.ADDRESS);
                return true;
            });
            on = true;
            return running;
        } finally {
            if (!on) {
                machine.close();
            }
        }
    }

    /** Lets the guest run until it needs its hardware, which answers; at its end, this is the last row again. */
    public Row step() {
        return off() ? processor.rows().last() : work(processor::step);
    }

    /** Lets the guest run to its end. */
    public Transcript run() {
        if (!off()) {
            work(processor::run);
        }
        return soFar();
    }

    /** What it did so far. Not while another thread lets it run. */
    public synchronized Transcript soFar() {
        return new Transcript(bus.screen(), processor.rows());
    }

    /** Presses keys at its terminal; from any thread. */
    public void type(String keys) {
        bus.type(keys);
    }

    /** What its terminal shows; from any thread. */
    public String screen() {
        return bus.screen();
    }

    /** Bytes of its memory. Not after its end. */
    public byte[] memory(int address, int length) {
        return machine.memory().read(address, length);
    }

    /** Ends the guest, whatever it is doing; from any thread. Its {@code run()} returns with {@link Event.Stopped}. */
    public void stop() {
        watch.stop();
        machine.cpu().kick();
    }

    /** Switches it off. */
    @Override
    public void close() {
        stop();
        switchOff();
    }

    private synchronized void switchOff() {
        if (lost == null) {
            machine.close();
        }
    }

    /** Whether it is off because the guest has come to its end. Throws if the machine was switched off before that. */
    private boolean off() {
        if (lost != null || (machine.closed() && !processor.ended())) {
            throw new IllegalStateException(
                    "the machine was switched off before its guest came to an end: start it again");
        }
        return machine.closed();
    }

    /** Has the processor's thread do work, and keeps time for it meanwhile. */
    private synchronized <T> T work(Supplier<T> task) {
        watch.begin(limits.time());
        CompletableFuture<T> work = machine.cpu().submit(() -> {
            try {
                return task.get();
            } finally {
                watch.done();
            }
        });
        boolean over = false;
        try {
            over = awaitWork();
            if (!over) {
                lost = work.whenCompleteAsync((value, failure) -> machine.close());
                throw new MachineException("lost");
            }
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            if (!over) {
                stop();
            } else if (processor.ended()) {
                switchOff();
            }
        }
    }

    /** Waits, and says whether the work came to an end. Somebody who interrupts the caller wants the guest to end. */
    private boolean awaitWork() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return watch.await(machine.cpu()::kick);
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return soFar().toString();
    }
}
