package hangari.vm.kvm;

import hangari.linux.CpuExit;
import hangari.linux.VirtualCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * The loop at the heart of every machine monitor: let the guest run until it needs us, do what the hardware would have
 * done, let it run on. It is executed by the processor's own thread.
 */
final class Processor {
    private final VirtualCpu cpu;
    private final Bus bus;
    private final Watch watch;
    private final Guest guest;
    private final Limits limits;
    private final List<Row> rows = new ArrayList<>();
    private boolean asleep;
    private long deadline;

    Processor(VirtualCpu cpu, Bus bus, Watch watch, Machine machine) {
        this.cpu = cpu;
        this.bus = bus;
        this.watch = watch;
        this.guest = machine.guest();
        this.limits = machine.limits();
    }

    /** Goes on to the next row; at the end, that is the last one again. */
    Row step() {
        deadline = System.nanoTime() + limits.time().toNanos();
        return next();
    }

    /** Goes on to the end. */
    Rows run() {
        deadline = System.nanoTime() + limits.time().toNanos();
        while (!next().end()) {
            // each row is kept
        }
        return rows();
    }

    /** The rows so far. */
    Rows rows() {
        return new Rows(rows);
    }

    /** Whether the guest has come to its end. */
    boolean ended() {
        return !rows.isEmpty() && rows.get(rows.size() - 1).end();
    }

    private Row next() {
        if (!ended()) {
            Event event = event();
            rows.add(new Row(rows.size() + 1, cpu.instruction(), instruction(event), event));
        }
        return rows.get(rows.size() - 1);
    }

    private String instruction(Event event) {
        return event.mnemonic().isEmpty() ? "" : guest.instruction(cpu.instruction(), event.mnemonic());
    }

    private Event event() {
        while (true) {
            Optional<Event.End> limit = limit();
            if (limit.isPresent()) {
                return limit.get();
            }
            bus.raise(System.nanoTime());
            OptionalInt line = bus.waiting();
            if (line.isPresent() && cpu.interruptible()) {
                return interrupt(line.getAsInt());
            }
            if (asleep) {
                if (bus.due().isEmpty()) {
                    return new Event.Stranded();
                }
                watch.sleep(soonest());
                continue;
            }
            cpu.wantWindow(line.isPresent());
            watch.set(soonest());
            Optional<Event> event = answer(cpu.run());
            if (event.isPresent()) {
                return event.get();
            }
        }
    }

    private Optional<Event.End> limit() {
        if (watch.stopped()) {
            return Optional.of(new Event.Stopped());
        }
        if (rows.size() >= limits.exits()) {
            return Optional.of(new Event.OutOfExits(limits.exits()));
        }
        return System.nanoTime() - deadline >= 0
                ? Optional.of(new Event.OutOfTime(limits.time().toMillis()))
                : Optional.empty();
    }

    private long soonest() {
        OptionalLong due = bus.due();
        return due.isPresent() && due.getAsLong() - deadline < 0 ? due.getAsLong() : deadline;
    }

    private Event interrupt(int line) {
        int number = bus.take(line);
        cpu.interrupt(number);
        asleep = false;
        return new Event.Interrupted(bus.owner(line), line, number);
    }

    /** Does what the hardware would have done. Empty if there is nothing to tell. */
    private Optional<Event> answer(CpuExit exit) {
        if (exit instanceof CpuExit.Out out) {
            return Optional.of(wrote(out));
        }
        if (exit instanceof CpuExit.In in) {
            return Optional.of(read(in));
        }
        if (exit instanceof CpuExit.Halt) {
            return Optional.of(halt());
        }
        if (exit instanceof CpuExit.Interrupted || exit instanceof CpuExit.InterruptWindow) {
            return Optional.empty();
        }
        return Optional.of(rarer(exit));
    }

    private Event wrote(CpuExit.Out out) {
        Optional<Bus.Seat> seat = bus.at(out.port());
        int last = out.values().get(out.values().size() - 1);
        Event.Answer answer =
                answer(seat, register -> "out(" + register + ", " + Words.hex(last & 0xffff_ffffL) + ")", out.port());
        try {
            out.values().forEach(value -> bus.out(out.port(), out.size(), value));
        } catch (RuntimeException e) {
            return new Event.Broke(answer, e.toString());
        }
        return new Event.Wrote(out.port(), out.values(), text(seat, out.port()), answer);
    }

    private Event read(CpuExit.In in) {
        Optional<Bus.Seat> seat = bus.at(in.port());
        Event.Answer answer = answer(seat, register -> "in(" + register + ")", in.port());
        List<Integer> values = new ArrayList<>();
        try {
            for (int i = 0; i < in.count(); i++) {
                values.add(bus.in(in.port(), in.size()));
            }
        } catch (RuntimeException e) {
            return new Event.Broke(answer, e.toString());
        }
        cpu.answer(in, values);
        return new Event.Read(in.port(), values, text(seat, in.port()), answer);
    }

    private static boolean text(Optional<Bus.Seat> seat, int port) {
        return seat.isPresent() && seat.get().text(port);
    }

    private static Event.Answer answer(Optional<Bus.Seat> seat, IntFunction<String> call, int port) {
        return seat.map(one -> new Event.Answer(
                        one.name(),
                        one.name() + "." + call.apply(port - one.slot().port())))
                .orElse(Event.Answer.NOBODY);
    }

    private Event halt() {
        if (!cpu.interruptsOn()) {
            return new Event.Halted();
        }
        asleep = true;
        return new Event.Slept();
    }

    private Event rarer(CpuExit exit) {
        if (exit instanceof CpuExit.MemoryWrite write) {
            return new Event.WroteNowhere(write.address(), write.size(), write.value());
        }
        if (exit instanceof CpuExit.MemoryRead read) {
            cpu.answerMemory(-1);
            return new Event.ReadNowhere(read.address(), read.size());
        }
        if (exit instanceof CpuExit.EntryRefused refused) {
            return new Event.Refused(refused.reason());
        }
        if (exit instanceof CpuExit.Confused confused) {
            return new Event.Confused(confused.reason());
        }
        return exit instanceof CpuExit.Other other ? new Event.Unknown(other.reason()) : new Event.Crashed();
    }
}
