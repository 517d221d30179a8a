package hangari.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of a few pages that has one child, and outlives whoever started both.
 *
 * <p>The parent of a container cannot be a JVM: one for each would be dear, and one for all would take them all with it.
 * So it is a {@link StaticProgram}, the same file for every container, which finds the rest of its life in a file that
 * it shares with us (see {@link KeeperArena}): it launches the child's program, lets its maker go, waits for the child's
 * end, and writes down how it was. Then it waits to be killed by whoever has read that, for it may be the last to hold a
 * pipe in which output waits. The child dies with its keeper, but the keeper dies with nobody.
 *
 * @param process the keeper, which is our child
 * @param log the child's program, and what the kernel answered
 * @param pid the child's PID; 0 if it was not born
 * @param refusal the call at which its program stopped, if it did
 */
public record Keeper(Child process, SyscallLog log, long pid, Optional<Refusal> refusal) {
    /** What it is called, where the kernel names its program: {@code /memfd:hangari-keeper (deleted)}. */
    public static final String NAME = "hangari-keeper";

    private static final int PATIENCE_MILLIS = 10_000;

    /** Where the keeper has the file of its arena. */
    static final int ARENA_FD = 3;

    /** The name of the arena among a keeper's descriptors, in {@code /proc/PID/fd}. */
    public static final String ARENA = Integer.toString(ARENA_FD);

    /**
     * What a keeper is given.
     *
     * @param program what its child does
     * @param title what it is called: its argument in {@code ps}, and cut to 15 bytes its name
     * @param descriptors what the program refers to, beside the meetings' own
     * @param master where the master of the child's terminal is sent to the keeper, if it has one; see {@link Parcel}
     */
    public record Charge(SyscallProgram program, String title, List<Fd> descriptors, Optional<Parcel> master) {
        public Charge {
            descriptors = List.copyOf(descriptors);
        }
    }

    /** The keeper's ELF file: the same for all. */
    static byte[] file() {
        return StaticProgram.of(
                Arch.current(),
                List.of(List.of(KeeperArena.map(ARENA_FD))),
                List.of(new Stage(Stage.Kind.GO_ON, KeeperArena.BASE)));
    }

    /**
     * Starts a keeper with its child; returns when the child has become its program, has ended, or was refused.
     *
     * <p>Until then all die with the calling process. If an action throws, both are ended and the exception goes on.
     *
     * @param arena a file that is not there yet; the keeper's past is read from it, also by a later process
     */
    public static Keeper start(Path arena, Charge charge, List<Meeting.Appointment> appointments) {
        try (Pipe status = Pipe.open()) {
            KeeperArena laidOut = KeeperArena.of(charge, status.writer());
            laidOut.write(arena);
            Child process = launch(arena, charge, status.writer(), appointments);
            status.writer().close();
            CompletableFuture<Void> started = CompletableFuture.runAsync(
                    () -> {
                        // Closed by the keeper when its child has its own memory, or by its end.
                        byte[] asked = status.reader().read();
                        while (asked.length > 0) {
                            asked = status.reader().read(); // whether we are there, is all that it asks
                        }
                        appointments.forEach(
                                appointment -> appointment.meeting().over());
                    },
                    task -> daemon(task, charge.title()));
            return attended(laidOut, arena, process, appointments, started);
        }
    }

    private static void daemon(Runnable task, String title) {
        Thread thread = new Thread(task, "hangari-start-" + title);
        thread.setDaemon(true);
        thread.start();
    }

    private static Keeper attended(
            KeeperArena laidOut,
            Path file,
            Child process,
            List<Meeting.Appointment> appointments,
            CompletableFuture<Void> started) {
        try {
            for (Meeting.Appointment appointment : appointments) {
                appointment.meeting().attend(() -> {
                    long pid = KeeperArena.read(file).pid();
                    appointment.keep(pid);
                });
            }
        } catch (RuntimeException e) {
            started.join();
            awaitReaped(file, process);
            process.close();
            throw e;
        }
        started.join();
        return laidOut.outcome(KeeperArena.read(file), process);
    }

    /** A child that outlives its keeper by a moment is left, as a zombie, to the first process of the machine. */
    private static void awaitReaped(Path arena, Child process) {
        for (int round = 0; round < PATIENCE_MILLIS && process.poll().isEmpty(); round++) {
            KeeperArena.Past past = KeeperArena.read(arena);
            if (past.pid() == 0 || past.ending().isPresent()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static Child launch(Path arena, Charge charge, Fd status, List<Meeting.Appointment> appointments) {
        List<Fd> kept = new ArrayList<>(charge.descriptors());
        kept.add(status);
        charge.master().ifPresent(parcel -> kept.add(parcel.keepers()));
        appointments.forEach(appointment -> kept.addAll(appointment.meeting().ofTheChild()));
        if (kept.stream().anyMatch(fd -> fd.number() == ARENA_FD)) {
            throw new IllegalStateException("descriptor " + ARENA_FD + " of this process must not be given away");
        }
        try (Fd shared = Fd.open(arena.toString(), Set.of(OpenFlag.RDWR))) {
            return Launcher.children()
                    .launch(program(shared, charge.title(), kept))
                    .started();
        }
    }

    /** All signals stay blocked, as they were around {@code clone3}: nothing but SIGKILL ends a keeper. */
    private static SyscallProgram program(Fd arena, String title, List<Fd> kept) {
        List<Step> steps = new ArrayList<>();
        steps.add(new ProcessStep.DieWithParent(Signal.SIGKILL));
        steps.add(new FileStep.Chdir("/"));
        steps.add(new DescriptorStep.CloseOnExec(ARENA_FD));
        kept.stream().filter(fd -> fd.number() > 2).forEach(fd -> steps.add(new DescriptorStep.Keep(fd)));
        steps.add(new DescriptorStep.Dup(arena, ARENA_FD));
        steps.add(new ProcessStep.ExecveFile(SealedFile.KEEPER, List.of(NAME, title)));
        return new SyscallProgram(Set.of(), steps);
    }
}
