package hangari.vm.kvm;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which devices a machine has, and at which ports: data, until it is switched on. */
public record Board(List<Slot> slots) {
    /** The few devices of a PC that a tiny guest needs. */
    public static final Board PC = new Board(List.of(
            new Slot("interrupts", 0x20, 2, Interrupts::new),
            new Slot("timer", 0x40, 4, OptionalInt.of(0), Timer::new),
            new Slot("serial", 0x3f8, 8, Serial::new)));

    public Board {
        slots = List.copyOf(slots);
        for (int i = 0; i < slots.size(); i++) {
            for (Slot other : slots.subList(i + 1, slots.size())) {
                if (slots.get(i).overlaps(other)) {
                    throw new IllegalArgumentException(
                            slots.get(i).name() + " and " + other.name() + " would answer at the same ports");
                }
            }
        }
    }

    /** With one more device. */
    public Board with(Slot slot) {
        List<Slot> more = new ArrayList<>(slots);
        more.add(slot);
        return new Board(more);
    }

    /** With another device in a slot. */
    public Board replace(String name, Supplier<? extends Device> device) {
        check(name);
        return new Board(slots.stream()
                .map(slot -> slot.name().equals(name) ? slot.with(device) : slot)
                .toList());
    }

    /** Without a device: at its ports, nobody answers. */
    public Board without(String name) {
        check(name);
        return new Board(
                slots.stream().filter(slot -> !slot.name().equals(name)).toList());
    }

    private void check(String name) {
        if (slots.stream().noneMatch(slot -> slot.name().equals(name))) {
            throw new IllegalArgumentException("the board has no device " + name + ": it has "
                    + slots.stream().map(Slot::name).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public String toString() {
        return slots.stream().map(Slot::toString).collect(Collectors.joining("\n"));
    }
}
