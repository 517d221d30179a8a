package hangari.api;

import hangari.compare.Directories;
import hangari.image.ImageException;
import hangari.image.TreeRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Where this session keeps what it makes: a directory that its owner removes or, without one, a temporary one. */
final class Place {
    private static final Path DIRECTORY = directory();
    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final String NONCE = UUID.randomUUID().toString().substring(0, 8);

    private Place() {}

    private static Path directory() {
        String given = System.getProperty("hangari.session");
        try {
            return given == null
                    ? temporary()
                    : Files.createDirectories(Path.of(given).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the session's directory " + given + ": " + e.getMessage(), e);
        }
    }

    /** A directory of our own, which goes when the JVM does. */
    private static Path temporary() throws IOException {
        Path directory = Files.createTempDirectory("hangari-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> TreeRemoval.remove(directory)));
        return directory;
    }

    /** A new empty directory with a name that nobody has used; an earlier VM of the session may have used some. */
    static Path fresh(String kind) {
        try {
            Path place = DIRECTORY.resolve(kind + NEXT.getAndIncrement());
            while (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                place = DIRECTORY.resolve(kind + NEXT.getAndIncrement());
            }
            return Files.createDirectory(place);
        } catch (IOException e) {
            throw ImageException.of("make a directory in " + DIRECTORY, DIRECTORY, e);
        }
    }

    /** A word that no lesson's text holds. */
    static String nonce() {
        return NONCE;
    }

    /** The mark by which a later start finds what this one left behind. */
    static Optional<String> owner() {
        return Optional.ofNullable(System.getProperty("hangari.owner"));
    }

    /** Where a comparison works; kernels of machines are kept longer than this session if its owner says where. */
    static Directories directories() {
        String machines = System.getProperty("hangari.machines");
        return new Directories(DIRECTORY, machines == null ? DIRECTORY.resolve("vm") : Path.of(machines));
    }

    /** Where evidence is written, if somebody wants it. */
    static Optional<Path> evidence() {
        return Optional.ofNullable(System.getProperty("hangari.evidence")).map(Path::of);
    }
}
