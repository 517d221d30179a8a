package hangari.linux;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntToLongFunction;

/**
 * Clones a child and lets it walk its program.
 *
 * <p>All children are cloned by one thread that lives as long as the JVM: {@code PR_SET_PDEATHSIG} is sent when the
 * parent <em>thread</em> ends. The child shares the JVM's memory until {@code execve} ({@code CLONE_VM|CLONE_VFORK}):
 * no page table is copied, and the thread is suspended meanwhile.
 */
public final class Launcher {
    static final long CLONE_VM = 0x100;
    private static final long CLONE_FILES = 0x400;
    static final long CLONE_PARENT = 0x8000;
    static final long CLONE_VFORK = 0x4000;
    private static final long CLONE_PIDFD = 0x1000;
    private static final long CLONE_PARENT_SETTID = 0x100000;
    private static final long CLONE_CLEAR_SIGHAND = 0x1_0000_0000L;
    private static final long LAUNCH_FLAGS =
            CLONE_VM | CLONE_VFORK | CLONE_PIDFD | CLONE_PARENT_SETTID | CLONE_CLEAR_SIGHAND;
    /** A keeper has one child and knows it by that; it needs no descriptor of it. */
    static final long KEEPER_FLAGS = CLONE_VM | CLONE_VFORK | CLONE_PARENT_SETTID | CLONE_CLEAR_SIGHAND;

    private static final int SMALLEST = 64 * 1024;

    private static final Launcher CHILDREN = new Launcher("hangari-launcher");
    private static final Launcher PROBES = new Launcher("hangari-probes");

    private final ExecutorService thread;
    private volatile Arena arena = Arena.NONE;

    private Launcher(String name) {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread launching = new Thread(task, name);
            launching.setDaemon(true);
            return launching;
        });
    }

    /** The launcher of containers. */
    public static Launcher children() {
        return CHILDREN;
    }

    /** A second launcher, whose thread is free while a child waits at a {@link Meeting}. */
    public static Launcher probes() {
        return PROBES;
    }

    /**
     * Runs a program in a child that shares our descriptors: what it opens, we hold. Source: {@code clone(2)},
     * CLONE_FILES. What it closes we lose, so this is not for a program that becomes another.
     */
    Launch launchSharingFiles(SyscallProgram program) {
        return join(CompletableFuture.supplyAsync(() -> run(program, CLONE_FILES), thread));
    }

    /** Runs a program in a new child; returns once it has become its program, has ended, or was refused. */
    public Launch launch(SyscallProgram program) {
        return join(CompletableFuture.supplyAsync(() -> run(program, 0), thread));
    }

    /**
     * Runs a program that contains a {@link ProcessStep.Rendezvous}, and acts while the child waits there.
     *
     * <p>The child shares our memory and the launching thread is suspended, so the action runs in the caller's thread.
     * If the program is refused before the rendezvous, the action does not run.
     */
    public Launch launch(SyscallProgram program, Meeting meeting, Meeting.Action action) {
        return launch(program, List.of(new Meeting.Appointment(meeting, action)));
    }

    /**
     * Runs a program that contains several meetings, in this order.
     *
     * <p>If an action throws, the child is ended where it waits and reaped, and the exception goes on to the caller.
     */
    public Launch launch(SyscallProgram program, List<Meeting.Appointment> appointments) {
        CompletableFuture<Launch> launch = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return run(program, 0);
                    } finally {
                        appointments.forEach(
                                appointment -> appointment.meeting().over());
                    }
                },
                thread);
        try {
            appointments.forEach(this::attend);
        } catch (RuntimeException e) {
            join(launch).child().ifPresent(Child::close);
            throw e;
        }
        return join(launch);
    }

    /**
     * Runs a program whose last step becomes something that is not to be trusted: it cannot be turned into ours. What it
     * reads is not kept.
     */
    public static Launch launchSealed(SyscallProgram program, List<Meeting.Appointment> appointments) {
        return SealedLaunch.of(program, appointments);
    }

    private void attend(Meeting.Appointment appointment) {
        appointment.meeting().attend(() -> {
            try {
                appointment.action().at(pid());
            } catch (RuntimeException e) {
                // It waits, and must not go on: what was to be done to it has not been done.
                new Child(pid(), new Fd(arena.memory.getInt(Layout.PIDFD))).signal(Signal.SIGKILL);
                throw e;
            }
        });
    }

    /** The PID of the child that is being launched, which the kernel wrote before the child ran. */
    private long pid() {
        return arena.memory.getInt(Layout.PID);
    }

    private static Launch join(CompletableFuture<Launch> launch) {
        try {
            return launch.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private Launch run(SyscallProgram program, long shared) {
        if (!program.before().isEmpty() || program.steps().contains(new IdentityStep.NotDumpable())) {
            throw new IllegalArgumentException("the program changes who launches it: launch it sealed");
        }
        List<Call> calls = program.calls();
        arena = arena.with(Layout.size(calls));
        Pointer memory = arena.memory;
        Layout layout = Layout.of(calls, Arch.current(), Pointer.nativeValue(memory));
        byte[] bytes = layout.bytes();
        memory.write(0, bytes, 0, bytes.length);
        cloneArguments(memory, LAUNCH_FLAGS | shared | Flag.bits(program.namespaces()));
        long pid = MachineCode.launch(memory);
        Dumpable.restore();
        return outcome(program, layout, memory, pid);
    }

    private static void cloneArguments(Pointer memory, long flags) {
        long base = Pointer.nativeValue(memory);
        memory.setLong(Layout.CLONE_ARGS, flags);
        memory.setLong(Layout.CLONE_ARGS + 8, base + Layout.PIDFD);
        memory.setLong(Layout.CLONE_ARGS + 24, base + Layout.PID);
        memory.setLong(Layout.CLONE_ARGS + 32, Signal.SIGCHLD.number());
    }

    private static Launch outcome(SyscallProgram program, Layout layout, Pointer memory, long pid) {
        List<SyscallLog.Entry> entries = new ArrayList<>();
        Optional<Refusal> refusal =
                outcome(program.cloneText(), layout, pid, index -> memory.getLong(layout.result(index)), entries);
        if (Kernel.refused(pid)) {
            return new Launch(new SyscallLog(entries), Optional.empty(), refusal, List.of());
        }
        Child child = second(layout, memory, new Child(pid, new Fd(memory.getInt(Layout.PIDFD))));
        return new Launch(new SyscallLog(entries), Optional.of(child), refusal, filled(layout, memory));
    }

    /** Fills in what came of clone3(2) and of the calls behind it; returns the refusal at which it stopped. */
    static Optional<Refusal> outcome(
            String clone, Layout layout, long pid, IntToLongFunction results, List<SyscallLog.Entry> entries) {
        if (!Kernel.refused(pid)) {
            entries.add(new SyscallLog.Entry("clone3", clone, false, new SyscallLog.Answer.Returned(pid)));
            return answers(layout, results, entries);
        }
        Errno errno = Kernel.errno(pid);
        entries.add(new SyscallLog.Entry("clone3", clone, false, new SyscallLog.Answer.Refused(errno)));
        layout.calls().forEach(call -> entries.add(SyscallLog.entry(call, new SyscallLog.Answer.NotMade())));
        return Optional.of(new Refusal("clone3", clone, errno, Hints.of("clone3", errno)));
    }

    /** The child that the first one was followed by, if it was; the first is then reaped. */
    private static Child second(Layout layout, Pointer memory, Child first) {
        for (int i = 0; i < layout.calls().size(); i++) {
            long pid = memory.getLong(layout.result(i));
            if (layout.calls().get(i).syscall() == Syscall.CLONE3 && pid > 0) {
                Fd pidfd = PidFd.open(pid); // a child of ours that nobody else reaps: the PID is its own
                var unused = first.await();
                return new Child(pid, pidfd);
            }
        }
        return first;
    }

    /** Reads the answers; returns the refusal at which the program stopped, if it did. */
    static Optional<Refusal> answers(Layout layout, IntToLongFunction results, List<SyscallLog.Entry> entries) {
        boolean going = true;
        Optional<Refusal> refusal = Optional.empty();
        for (int i = 0; i < layout.calls().size(); i++) {
            Call call = layout.calls().get(i);
            long result = results.applyAsLong(i);
            entries.add(SyscallLog.entry(call, answer(going, result)));
            if (going && Kernel.refused(result) && Kernel.errno(result) != call.tolerated()) {
                refusal = Optional.of(Refusal.of(call, Kernel.errno(result)));
            }
            going = going && refusal.isEmpty() && result != Layout.NOT_RETURNED;
        }
        return refusal;
    }

    private static SyscallLog.Answer answer(boolean going, long result) {
        if (!going) {
            return new SyscallLog.Answer.NotMade();
        }
        if (result == Layout.NOT_RETURNED) {
            return new SyscallLog.Answer.Gone();
        }
        return Kernel.refused(result)
                ? new SyscallLog.Answer.Refused(Kernel.errno(result))
                : new SyscallLog.Answer.Returned(result);
    }

    /** What the kernel wrote into the program's rooms. */
    private static List<ByteBuffer> filled(Layout layout, Pointer memory) {
        List<ByteBuffer> filled = new ArrayList<>();
        for (Call call : layout.calls()) {
            for (Arg arg : call.args()) {
                if (arg instanceof Arg.Room room) {
                    filled.add(ByteBuffer.wrap(memory.getByteArray(layout.room(room), room.size())));
                }
            }
        }
        return filled;
    }

    /** The shared memory that programs are laid out in; only the launching thread replaces it. */
    private record Arena(Pointer memory, int size) {
        static final Arena NONE = new Arena(Pointer.NULL, 0);

        Arena with(int needed) {
            if (needed <= size) {
                return this;
            }
            if (size > 0) {
                Libc.unmap(memory, size);
            }
            int larger = Math.max(SMALLEST, Integer.highestOneBit(needed) * 2);
            return new Arena(Libc.map(larger, Libc.MAP_SHARED), larger);
        }
    }
}
