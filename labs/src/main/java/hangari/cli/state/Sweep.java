package hangari.cli.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cleans up after every {@code hangari} that was killed: its lock can be taken, its processes and files are still there.
 */
public final class Sweep {

    /**
     * What a sweep did.
     *
     * @param sessions how many sessions were left behind
     * @param processes how many of their processes were ended
     * @param failures what could not be removed and why
     */
    public record Result(int sessions, int processes, List<StateException> failures) {
        public Result {
            failures = List.copyOf(failures);
        }
    }

    private final StateDirectory state;
    private final List<StateException> failures = new ArrayList<>();
    private int sessions;
    private int processes;

    private Sweep(StateDirectory state) {
        this.state = state;
    }

    /** Removes what is left of sessions whose owner is gone. Does nothing, and quickly, where there is none. */
    public static Result run(StateDirectory state) {
        Sweep sweep = new Sweep(state);
        try {
            if (!directories(state).isEmpty()) {
                FileLocks.holding(state.sessionsLock(), sweep::all);
            }
        } catch (IOException e) {
            sweep.failures.add(new StateException(state.sessions(), e));
        }
        return new Result(sweep.sessions, sweep.processes, sweep.failures);
    }

    private Sweep all() throws IOException {
        for (Path directory : directories(state)) {
            String token = directory.getFileName().toString();
            if (!SessionDirectory.isOpenHere(token)) {
                one(directory, token);
            }
        }
        return this;
    }

    private void one(Path directory, String token) {
        try {
            Optional<FileChannel> lock = FileLocks.tryLock(SessionDirectory.lockFile(directory));
            if (lock.isPresent()) {
                removeAndUnlock(directory, token, lock.get());
            }
        } catch (IOException e) {
            failures.add(new StateException(directory, e));
        }
    }

    private void removeAndUnlock(Path directory, String token, FileChannel lock) throws IOException {
        try {
            sessions++;
            processes += Leftovers.remove(directory, token);
        } finally {
            lock.close();
        }
    }

    private static List<Path> directories(StateDirectory state) throws IOException {
        if (!Files.isDirectory(state.sessions())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(state.sessions())) {
            return entries.filter(Files::isDirectory).toList();
        }
    }
}
