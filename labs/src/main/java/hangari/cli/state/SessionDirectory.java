package hangari.cli.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory of one session, locked for as long as this process lives or until it is closed.
 *
 * <pre>{@code
 * try (SessionDirectory session = SessionDirectory.open(state)) {
 *     settings.withVmOptions(session.vmOptions()); // everything the session makes lies below session.work()
 * }
 * }</pre>
 */
public final class SessionDirectory implements AutoCloseable {
    private static final Set<String> OPEN_HERE = ConcurrentHashMap.newKeySet();
    private static final int TOKEN_BYTES = 8;

    private final StateDirectory state;
    private final String token;
    private final FileChannel lock;

    private SessionDirectory(StateDirectory state, String token, FileChannel lock) {
        this.state = state;
        this.token = token;
        this.lock = lock;
    }

    /**
     * Makes a directory with a token of its own, and locks it.
     *
     * @throws StateException if the state directory cannot be written, or its disk is full
     */
    public static SessionDirectory open(StateDirectory state) {
        state.create();
        try {
            Room.check(state.sessions());
            return FileLocks.holding(state.sessionsLock(), () -> create(state));
        } catch (IOException e) {
            throw new StateException(state.root(), e);
        }
    }

    private static SessionDirectory create(StateDirectory state) throws IOException {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        Path directory = state.sessions().resolve(token);
        Files.createDirectory(directory);
        Files.createDirectory(directory.resolve("work"));
        OPEN_HERE.add(token);
        Optional<FileChannel> lock = FileLocks.tryLock(lockFile(directory));
        return new SessionDirectory(state, token, lock.orElseThrow(() -> new IOException("its lock is taken")));
    }

    static Path lockFile(Path directory) {
        return directory.resolve("lock");
    }

    /** Whether a session of this process has the token: its lock must not be tried (see {@link FileLocks}). */
    static boolean isOpenHere(String token) {
        return OPEN_HERE.contains(token);
    }

    /** What marks every process of this session. */
    public String token() {
        return token;
    }

    /** Below it stand the roots, layers and upper directories of the session's boxes. */
    public Path work() {
        return path().resolve("work");
    }

    /** Where the runtime writes what it observed of each box. */
    public Path evidence() {
        return path().resolve("evidence.jsonl");
    }

    /** What the runtime in a session VM must be told. */
    public List<String> vmOptions() {
        return List.of(
                "-Dhangari.evidence=" + evidence(),
                "-Dhangari.session=" + work(),
                "-Dhangari.machines=" + state.machines(),
                OwnedProcesses.VM_OPTION + token);
    }

    private Path path() {
        return state.sessions().resolve(token);
    }

    /** Ends what the session left running, and removes its directory. */
    @Override
    public void close() {
        try {
            Leftovers.remove(path(), token);
            lock.close();
        } catch (IOException e) {
            throw new StateException(path(), e);
        } finally {
            OPEN_HERE.remove(token);
        }
    }
}
