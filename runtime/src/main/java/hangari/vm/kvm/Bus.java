package hangari.vm.kvm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A board that is switched on: its devices, and the wires between them and the processor. */
final class Bus {
    /** A device in its slot. */
    record Seat(Slot slot, Device device) {
        /** The device's class, as a learner would call it; the slot's name if it has none. */
        String name() {
            String name = device.getClass().getSimpleName();
            return name.isEmpty() ? slot.name() : name;
        }

        boolean text(int port) {
            return device instanceof Device.Terminal && port == slot.port();
        }
    }

    // An empty bus floats high: nobody pulls a bit down.
    private static final int NOBODY = 0xff;

    private final List<Seat> seats = new ArrayList<>();
    private final Interrupts interrupts;

    Bus(Board board) {
        board.slots().forEach(slot -> seats.add(new Seat(slot, slot.device().get())));
        interrupts = seats.stream()
                .map(Seat::device)
                .filter(Interrupts.class::isInstance)
                .map(Interrupts.class::cast)
                .findFirst()
                // Without one, lines lead nowhere.
                .orElseGet(() -> {
                    Interrupts deaf = new Interrupts();
                    deaf.out(1, 0xff);
                    return deaf;
                });
    }

    /** Who answers at a port. */
    Optional<Seat> at(int port) {
        for (Seat seat : seats) {
            if (seat.slot.has(port)) {
                return Optional.of(seat);
            }
        }
        return Optional.empty();
    }

    /** A wide value is as many ports in a row, the lowest byte first. */
    int in(int port, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= in(port + i) << (8 * i);
        }
        return value;
    }

    private int in(int port) {
        return at(port).map(seat -> seat.device.in(port - seat.slot.port()) & 0xff)
                .orElse(NOBODY);
    }

    void out(int port, int size, int value) {
        for (int i = 0; i < size; i++) {
            out(port + i, (value >> (8 * i)) & 0xff);
        }
    }

    private void out(int port, int value) {
        at(port).ifPresent(seat -> seat.device.out(port - seat.slot.port(), value));
    }

    /** When the next device wants to interrupt, if one does. */
    OptionalLong due() {
        OptionalLong first = OptionalLong.empty();
        for (Seat seat : seats) {
            if (seat.device instanceof Device.Interrupting device
                    && seat.slot.line().isPresent()) {
                OptionalLong due = device.due();
                if (due.isPresent() && (first.isEmpty() || due.getAsLong() - first.getAsLong() < 0)) {
                    first = due;
                }
            }
        }
        return first;
    }

    /** Raises the lines of those whose time has come. */
    void raise(long now) {
        for (Seat seat : seats) {
            if (seat.device instanceof Device.Interrupting device
                    && seat.slot.line().isPresent()) {
                OptionalLong due = device.due();
                if (due.isPresent() && due.getAsLong() - now <= 0) {
                    interrupts.raise(seat.slot.line().getAsInt());
                    device.raised();
                }
            }
        }
    }

    /** The line that wants the processor's attention now, if one does. */
    OptionalInt waiting() {
        return interrupts.next();
    }

    /** The processor takes the interrupt of a line; returns its number. */
    int take(int line) {
        return interrupts.take(line);
    }

    /** The name of the device at a line. */
    String owner(int line) {
        for (Seat seat : seats) {
            if (seat.slot.line().equals(OptionalInt.of(line))) {
                return seat.name();
            }
        }
        return "line " + line;
    }

    /** Somebody presses keys at every terminal. */
    void type(String keys) {
        byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
        terminals().forEach(terminal -> terminal.type(bytes));
    }

    /** What the terminals show. */
    String screen() {
        StringBuilder text = new StringBuilder();
        terminals().forEach(terminal -> text.append(terminal.screen()));
        return text.toString();
    }

    private List<Device.Terminal> terminals() {
        return seats.stream()
                .map(Seat::device)
                .filter(Device.Terminal.class::isInstance)
                .map(Device.Terminal.class::cast)
                .toList();
    }
}
