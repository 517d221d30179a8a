package hangari.vm.kvm;

import hangari.linux.Arch;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A machine that is not switched on: data. Each method returns another machine.
 *
 * <pre>{@code
 * Machine.tiny().keys("x").run();
 * Machine.tiny().keys("x").replace("serial", () -> Device.stuck(0)).run();
 * }</pre>
 *
 * @param guest what it executes
 * @param board which devices it has
 * @param memory how many bytes of memory
 * @param limits how long the guest may go on
 * @param keys what is typed at its terminal beforehand
 */
public record Machine(Guest guest, Board board, int memory, Limits limits, String keys) {
    private static final int PAGE = 4096;
    // Real mode reaches no further than 1 MiB and a little.
    private static final int MOST = 1 << 20;

    public Machine {
        if (memory < PAGE || memory > MOST || memory % PAGE != 0) {
            throw new IllegalArgumentException(
                    "%d bytes of memory: give whole pages of %d, at most %d".formatted(memory, PAGE, MOST));
        }
    }

    /** A PC with our own guest. */
    public static Machine tiny() {
        return of(Guest.tiny());
    }

    /** A PC with a guest. */
    public static Machine of(Guest guest) {
        return new Machine(guest, Board.PC, 64 * 1024, Limits.USUAL, "");
    }

    /** With another guest. */
    public Machine guest(Guest other) {
        return new Machine(other, board, memory, limits, keys);
    }

    /** With another device in a slot: hardware is exchanged by exchanging a Java object. */
    public Machine replace(String slot, Supplier<? extends Device> device) {
        return new Machine(guest, board.replace(slot, device), memory, limits, keys);
    }

    /** With one more device. */
    public Machine with(Slot slot) {
        return new Machine(guest, board.with(slot), memory, limits, keys);
    }

    /** Without a device. */
    public Machine without(String slot) {
        return new Machine(guest, board.without(slot), memory, limits, keys);
    }

    /** With so many bytes of memory. */
    public Machine memory(int bytes) {
        return new Machine(guest, board, bytes, limits, keys);
    }

    /** With keys that are typed before it begins. */
    public Machine keys(String typed) {
        return new Machine(guest, board, memory, limits, typed);
    }

    /** With at most so many exits; a guest that wants more is stopped. */
    public Machine exits(int most) {
        return new Machine(guest, board, memory, new Limits(most, limits.time()), keys);
    }

    /** With at most so much time in one go; a guest that wants more is stopped. */
    public Machine time(Duration most) {
        return new Machine(guest, board, memory, new Limits(limits.exits(), most), keys);
    }

    /**
     * Switches it on; the guest waits before its first instruction.
     *
     * @throws hangari.linux.KernelException if there is no KVM, the caller may not use it, or it refuses
     * @throws MachineException if the guest is for another processor, or does not fit into the memory
     */
    public RunningMachine start() {
        if (Arch.current() != Arch.X86_64) {
            throw new MachineException("arch", System.getProperty("os.arch"));
        }
        int size = guest.bytes().length;
        if (size > memory - Guest.ADDRESS) {
            throw new MachineException("toolarge", size, Words.hex(Guest.ADDRESS), memory);
        }
        return RunningMachine.of(this);
    }

    /** Switches it on, lets the guest run to its end, and switches it off. */
    public Transcript run() {
        try (RunningMachine running = start()) {
            return running.run();
        }
    }

    @Override
    public String toString() {
        return "a machine with %d bytes of memory and these devices (not on: .run() or .start()):%n%s"
                .formatted(memory, board);
    }
}
