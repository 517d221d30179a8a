package hangari.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Launches a program whose last step is not to be trusted.
 *
 * <p>Until its {@code execve} a child is, for the kernel, the program that its parent is: {@code /proc/self/exe} is our
 * own Java. An image that names this link as its program, or as the interpreter of a script, becomes Java, and can
 * write over it when it runs no more (CVE-2019-5736). So between us and the child there is a process of a few pages,
 * whose file nobody can change ({@link SealedFile}): it clones the child as a child of ours, waits until that has its own
 * memory, and ends. The program and its results are in a file in memory that both have mapped.
 */
final class SealedLaunch {
    private static final int HEADER = 64;
    private static final int ARENA_FD = Keeper.ARENA_FD;
    // clone3(2), CLONE_PARENT: the new child has the caller's parent, and its exit signal.
    private static final long FLAGS = Launcher.KEEPER_FLAGS | Launcher.CLONE_PARENT;

    private final SyscallProgram program;
    private final List<Meeting.Appointment> appointments;
    private final Layout before;
    private final Layout layout;
    private final int childAt;

    private SealedLaunch(SyscallProgram program, List<Meeting.Appointment> appointments) {
        this.program = program;
        this.appointments = appointments;
        this.before = Layout.of(program.callsBefore(), Arch.current(), KeeperArena.BASE + HEADER);
        this.childAt = HEADER + before.bytes().length;
        this.layout = Layout.of(program.calls(), Arch.current(), KeeperArena.BASE + childAt);
    }

    static Launch of(SyscallProgram program, List<Meeting.Appointment> appointments) {
        try (Fd arena = MemoryFile.create("hangari-launch")) {
            return new SealedLaunch(program, appointments).launch(arena);
        }
    }

    private Launch launch(Fd arena) {
        arena.write(content());
        Child between = between(arena);
        CompletableFuture<Void> over = CompletableFuture.runAsync(
                () -> {
                    var unused = between.await();
                    appointments.forEach(appointment -> appointment.meeting().over());
                },
                SealedLaunch::daemon);
        try {
            appointments.forEach(
                    appointment -> appointment.meeting().attend(() -> appointment.keep(latest(read(arena)))));
        } catch (RuntimeException e) {
            over.join();
            outcome(read(arena)).child().ifPresent(Child::close);
            throw e;
        }
        over.join();
        return outcome(read(arena));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "hangari-between");
        thread.setDaemon(true);
        thread.start();
    }

    /** The stages of the process between, and the child's program. */
    private byte[] content() {
        byte[] laidOut = layout.bytes();
        if (childAt + laidOut.length > KeeperArena.MOST) {
            throw new IllegalArgumentException("the program takes " + laidOut.length + " bytes, but there is room for "
                    + KeeperArena.MOST + ": shorten its arguments or environment");
        }
        ByteBuffer all = ByteBuffer.allocate(childAt + laidOut.length).order(ByteOrder.LITTLE_ENDIAN);
        all.put(Stage.bytes(List.of(
                new Stage(Stage.Kind.WALK, KeeperArena.BASE + HEADER),
                new Stage(Stage.Kind.LAUNCH, KeeperArena.BASE + childAt))));
        all.position(HEADER).put(before.bytes()).put(laidOut);
        int arguments = childAt + Layout.CLONE_ARGS;
        all.putLong(arguments, FLAGS | Flag.bits(program.namespaces()));
        all.putLong(arguments + 24, KeeperArena.BASE + childAt + Layout.PID);
        return all.array();
    }

    private Child between(Fd arena) {
        List<Step> steps = new ArrayList<>();
        steps.add(new ProcessStep.DieWithParent(Signal.SIGKILL));
        steps.add(new DescriptorStep.CloseOnExec(ARENA_FD));
        for (Fd fd : needed()) {
            if (fd.number() == ARENA_FD) {
                throw new IllegalStateException("descriptor " + ARENA_FD + " of this process must not be given away");
            }
            steps.add(new DescriptorStep.Keep(fd));
        }
        steps.add(new DescriptorStep.Dup(arena, ARENA_FD));
        steps.add(new ProcessStep.ExecveFile(SealedFile.KEEPER, List.of("hangari-launch")));
        return Launcher.children().launch(new SyscallProgram(Set.of(), steps)).started();
    }

    /** The descriptors of ours that the program refers to. */
    private List<Fd> needed() {
        return program.steps().stream()
                .flatMap(step -> step.descriptors().stream())
                .filter(fd -> fd.number() > 2)
                .toList();
    }

    private static ByteBuffer read(Fd arena) {
        try {
            byte[] content = Files.readAllBytes(Path.of("/proc/self/fd/" + arena.number()));
            return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The PID of the child, or of that by which it was followed. */
    private long latest(ByteBuffer memory) {
        return second(memory).orElse((long) memory.getInt(childAt + Layout.PID));
    }

    private Optional<Long> second(ByteBuffer memory) {
        for (int i = 0; i < layout.calls().size(); i++) {
            long pid = memory.getLong(childAt + layout.result(i));
            if (layout.calls().get(i).syscall() == Syscall.CLONE3 && pid > 0) {
                return Optional.of(pid);
            }
        }
        return Optional.empty();
    }

    private Launch outcome(ByteBuffer memory) {
        List<SyscallLog.Entry> entries = new ArrayList<>();
        Optional<Refusal> early =
                Launcher.answers(before, index -> memory.getLong(HEADER + before.result(index)), entries);
        if (early.isPresent()) {
            return new Launch(new SyscallLog(entries), Optional.empty(), early, List.of());
        }
        long pid = memory.getLong(childAt + Layout.CLONED);
        Optional<Refusal> refusal = Launcher.outcome(
                program.cloneText(), layout, pid, index -> memory.getLong(childAt + layout.result(index)), entries);
        if (Kernel.refused(pid)) {
            return new Launch(new SyscallLog(entries), Optional.empty(), refusal, List.of());
        }
        Child first = child(pid);
        Optional<Long> second = second(memory);
        if (second.isPresent()) {
            var unused = first.await();
        }
        return new Launch(
                new SyscallLog(entries),
                Optional.of(second.map(SealedLaunch::child).orElse(first)),
                refusal,
                List.of());
    }

    private static Child child(long pid) {
        return new Child(pid, PidFd.open(pid));
    }
}
