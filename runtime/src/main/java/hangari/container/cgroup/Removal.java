package hangari.container.cgroup;

import hangari.linux.Directory;
import hangari.linux.Errno;
import hangari.linux.KernelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Empties one directory of a group, with those below it, and removes it. */
final class Removal {
    private static final int ROUNDS = 2000;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final Path directory;

    Removal(Path directory) {
        this.directory = directory;
    }

    /**
     * Removes it.
     *
     * @throws CgroupException if its processes do not end, or are not ours to end
     */
    void run() {
        stopForking();
        for (int round = 0; round < ROUNDS; round++) {
            Members.below(directory).forEach(child -> new Removal(child).run());
            end();
            if (removed(round == ROUNDS - 1)) {
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** A signal to each of many that fork would never reach the last. */
    private void stopForking() {
        Path limit = directory.resolve("pids.max");
        if (Files.exists(limit)) {
            attempt(limit, "0");
        }
    }

    // cgroup-v2.rst: "Writing '1' to the file causes the cgroup and all descendant cgroups to be killed", since 5.14.
    private void end() {
        if (Members.of(directory).isEmpty()) {
            return;
        }
        Path kill = directory.resolve("cgroup.kill");
        if (Files.exists(kill)) {
            attempt(kill, "1");
        } else {
            Members.of(directory).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private static void attempt(Path file, String text) {
        try {
            Group.write(file, text);
        } catch (KernelException e) {
            // It is gone, or not ours: then the removal says so.
            return;
        }
    }

    // cgroups(7): "to remove a cgroup, it must first have no child cgroups and contain no (nonzombie) processes"; a
    // killed process takes a moment to become one.
    private boolean removed(boolean last) {
        try {
            Directory.remove(directory.toString());
            return true;
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                return true;
            }
            if (e.errno() == Errno.EBUSY && !last) {
                return false;
            }
            throw CgroupException.refused("remove the cgroup", directory, e);
        }
    }
}
