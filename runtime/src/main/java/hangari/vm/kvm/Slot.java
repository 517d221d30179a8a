package hangari.vm.kvm;

import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A place on the board.
 *
 * @param port its first port
 * @param ports how many
 * @param line the line by which it interrupts, 0 to 7; empty if it has none
 * @param device makes the device that sits there, a new one whenever the machine is switched on
 */
public record Slot(String name, int port, int ports, OptionalInt line, Supplier<? extends Device> device) {
    private static final int LAST = 0xffff;

    public Slot {
        if (port < 0 || ports < 1 || port + ports - 1 > LAST) {
            throw new IllegalArgumentException(
                    "%d ports from 0x%x: a PC has ports 0 to 0x%x".formatted(ports, port, LAST));
        }
        if (line.isPresent() && (line.getAsInt() < 0 || line.getAsInt() > 7)) {
            throw new IllegalArgumentException("line " + line.getAsInt() + ": there are lines 0 to 7");
        }
    }

    /** A slot without a line. */
    public Slot(String name, int port, int ports, Supplier<? extends Device> device) {
        this(name, port, ports, OptionalInt.empty(), device);
    }

    Slot with(Supplier<? extends Device> other) {
        return new Slot(name, port, ports, line, other);
    }

    boolean has(int number) {
        return number >= port && number < port + ports;
    }

    boolean overlaps(Slot other) {
        return port < other.port + other.ports && other.port < port + ports;
    }

    @Override
    public String toString() {
        String wire = line.isPresent() ? ", line " + line.getAsInt() : "";
        return "%-10s ports 0x%x to 0x%x%s".formatted(name, port, port + ports - 1, wire);
    }
}
