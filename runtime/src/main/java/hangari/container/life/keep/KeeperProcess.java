package hangari.container.life.keep;

import hangari.linux.Child;
import hangari.linux.Fd;
import hangari.linux.Keeper;
import hangari.linux.KeeperArena;
import hangari.linux.OtherProcess;
import hangari.linux.PidFd;
import hangari.linux.Signal;
import hangari.linux.proc.ProcFs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The keeper of a run that began, be it by us or by a supervisor before us.
 *
 * @param process held, so that its PID cannot come to mean another
 * @param child the same, if it is our child and has to be reaped
 * @param arena where it writes what became of its container
 */
record KeeperProcess(OtherProcess process, Optional<Child> child, Path arena) {
    private static final int END_MILLIS = 10_000;

    /** One that we have just started. */
    static KeeperProcess of(Keeper keeper, Path arena) {
        Child child = keeper.process();
        return new KeeperProcess(OtherProcess.hold(child.pid()).orElseThrow(), Optional.of(child), arena);
    }

    /**
     * The one that wrote this arena, if it is still there.
     *
     * @param title what it is called: a PID that it had may be another's by now
     */
    static Optional<KeeperProcess> find(Path arena, String title) {
        if (!Files.exists(arena)) {
            return Optional.empty();
        }
        long pid;
        try {
            pid = KeeperArena.read(arena).keeper();
        } catch (UncheckedIOException e) {
            return Optional.empty(); // it was not written whole, so no keeper has begun
        }
        if (pid == 0) {
            return Optional.empty();
        }
        Optional<OtherProcess> process = OtherProcess.hold(pid);
        if (process.isPresent() && !isKeeper(pid, title)) {
            process.get().close();
            return Optional.empty();
        }
        return process.map(held -> new KeeperProcess(held, Optional.empty(), arena));
    }

    /**
     * Ends all that has to do with this arena: a keeper, and a child that has not become its program.
     *
     * <p>PR_SET_PDEATHSIG(2const) is a call as any other: where the machine is busy, a child may come to it when its parent
     * has been killed already, and then waits for ever to be let go on.
     */
    static void endAll(Path arena, String title) {
        if (!Files.exists(arena)) {
            return;
        }
        for (long pid : ProcFs.host().pids()) {
            if (isKeeper(pid, title)) {
                OtherProcess.hold(pid).ifPresent(held -> endIfOf(arena, held));
            }
        }
    }

    private static void endIfOf(Path arena, OtherProcess held) {
        try (held) {
            // What a process is called it may choose; but no container can have this file open.
            if (hasOpen(held.pid(), arena) && held.signal(Signal.SIGKILL)) {
                held.ended(END_MILLIS);
            }
        }
    }

    private static boolean hasOpen(long pid, Path arena) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(pid), "fd", Keeper.ARENA), arena);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isKeeper(long pid, String title) {
        return ProcFs.host()
                .commandLine(pid)
                .value()
                .map(List.of(Keeper.NAME, title)::equals)
                .orElse(false);
    }

    long pid() {
        return process.pid();
    }

    /** When it began, in clock ticks after boot. */
    long started() {
        return ProcFs.host().stat(pid()).value().map(stat -> stat.started()).orElse(0L);
    }

    KeeperArena.Past past() {
        return KeeperArena.read(arena);
    }

    /** Its container's first process, if that has not ended. */
    Optional<OtherProcess> container() {
        Optional<OtherProcess> held = OtherProcess.hold(past().pid());
        if (held.isPresent() && !isParentOf(held.get().pid())) {
            held.get().close();
            return Optional.empty();
        }
        return held;
    }

    private boolean isParentOf(long other) {
        return ProcFs.host()
                .stat(other)
                .value()
                .map(stat -> stat.parent() == pid())
                .orElse(false);
    }

    /** Our copy of the master of its container's terminal, if it has one. */
    Optional<Fd> terminal() {
        return past().master().isPresent()
                ? Optional.of(PidFd.take(process.pidfd(), past().master().getAsInt()))
                : Optional.empty();
    }

    /** Ends it, and so its container. */
    void end() {
        child.ifPresentOrElse(Child::close, () -> {
            process.signal(Signal.SIGKILL);
            process.ended(END_MILLIS);
        });
        process.close();
    }
}
