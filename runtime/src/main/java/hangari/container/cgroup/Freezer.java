package hangari.container.cgroup;

import hangari.linux.KernelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes all time from the processes of a group, and gives it back. */
final class Freezer {
    private static final int ROUNDS = 10_000;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final Map<Path, Version> directories;

    Freezer(Map<Path, Version> directories) {
        this.directories = directories;
    }

    /** The file of one tree, with what is written to it and what it, or another, says then. */
    private record Switch(Path file, String on, String off, Path seen, String frozen) {}

    // cgroup-v2.rst, cgroup.freeze: "Writing '1' to the file causes freezing of the cgroup … when this action is
    // completed, the 'frozen' value in the cgroup.events control file will be updated".
    // cgroup-v1/freezer-subsystem.rst,
    // freezer.state: FREEZING until all are frozen.
    private Optional<Switch> found() {
        for (Map.Entry<Path, Version> entry : directories.entrySet()) {
            Path directory = entry.getKey();
            Path v1 = directory.resolve("freezer.state");
            if (entry.getValue() == Version.V1 && Files.exists(v1)) {
                return Optional.of(new Switch(v1, "FROZEN", "THAWED", v1, "FROZEN"));
            }
        }
        return directories.keySet().stream()
                .filter(directory -> Files.exists(directory.resolve("cgroup.freeze")))
                .findFirst()
                .map(directory -> new Switch(
                        directory.resolve("cgroup.freeze"), "1", "0", directory.resolve("cgroup.events"), "frozen 1"));
    }

    void freeze() {
        Switch lever = found().orElseThrow(CgroupException::noFreezer);
        set(lever, lever.on());
        for (int round = 0; round < ROUNDS; round++) {
            if (read(lever.seen()).contains(lever.frozen())) {
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
        set(lever, lever.off());
        throw CgroupException.notFrozen(lever.file());
    }

    void thaw() {
        Switch lever = found().orElseThrow(CgroupException::noFreezer);
        set(lever, lever.off());
    }

    /** In version 1 a frozen process does not even die. */
    void thawIfFrozen() {
        found().filter(lever -> !read(lever.file()).equals(lever.off())).ifPresent(lever -> {
            try {
                Group.write(lever.file(), lever.off());
            } catch (KernelException e) {
                return; // it is gone
            }
        });
    }

    private static void set(Switch lever, String text) {
        try {
            Group.write(lever.file(), text);
        } catch (KernelException e) {
            throw CgroupException.refused("pause it", lever.file(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
