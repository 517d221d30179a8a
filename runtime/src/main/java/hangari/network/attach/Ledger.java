package hangari.network.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written down of networks: a directory with a file for each network and for each container.
 *
 * <p>A file is there before anything is done for it, and until all of that has been undone. It appears whole or not at
 * all; it is not flushed to the disk, since what it tells of does not outlive the kernel either.
 *
 * <p>fcntl_locking(2): a lock ends with its process, however that ends, and if the process closes <em>any</em> descriptor
 * of the file; so the lock's file is opened nowhere else.
 */
final class Ledger {
    private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();
    private static final int LONGEST = 1 << 20;
    private static final String SUFFIX = ".json";
    private static final String UNFINISHED = ".unfinished";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final Runnable deed;

    private Ledger(Path directory, Runnable deed) {
        this.directory = directory;
        this.deed = deed;
    }

    static Ledger open(Path directory) {
        return open(directory, () -> {});
    }

    /** With something that is done before each deed, so that a test can be killed at any. */
    static Ledger open(Path directory, Runnable deed) {
        try {
            Files.createDirectories(directory.resolve("networks"));
            Files.createDirectories(directory.resolve("attachments"));
            return new Ledger(directory.toRealPath(), deed);
        } catch (IOException e) {
            throw NetworkException.of("make the directory " + directory, e);
        }
    }

    /** To be called before anything is changed, here or in the kernel. */
    void deed() {
        deed.run();
    }

    Path directory() {
        return directory;
    }

    /** Does something while no other thread or process has the ledger. */
    <T> T holding(Supplier<T> action) {
        WITHIN_PROCESS.lock();
        try {
            // Who has it already goes on: a second descriptor, once closed, would end the lock.
            return WITHIN_PROCESS.getHoldCount() > 1 ? action.get() : locked(action);
        } finally {
            WITHIN_PROCESS.unlock();
        }
    }

    private <T> T locked(Supplier<T> action) {
        Path file = directory.resolve("lock");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            var unused = channel.lock();
            return action.get();
        } catch (IOException e) {
            throw NetworkException.of("lock " + file, e);
        }
    }

    List<NetworkRecord> networks() {
        return all("networks", NetworkRecord.class);
    }

    Optional<NetworkRecord> network(String name) {
        return read(directory.resolve("networks").resolve(name + SUFFIX), NetworkRecord.class);
    }

    List<Attachment> attachments() {
        return all("attachments", Attachment.class);
    }

    List<Attachment> attachments(NetworkRecord network) {
        return attachments().stream()
                .filter(one -> one.network().equals(network.name()))
                .toList();
    }

    Optional<Attachment> attachment(String id) {
        return read(directory.resolve("attachments").resolve(id + SUFFIX), Attachment.class);
    }

    /** The ids of all containers that have a file, be it one that cannot be read. */
    List<String> ids() {
        return files("attachments", SUFFIX).stream().map(Ledger::stem).toList();
    }

    void write(NetworkRecord network) {
        write(directory.resolve("networks").resolve(network.name() + SUFFIX), network);
    }

    void write(Attachment attachment) {
        write(directory.resolve("attachments").resolve(attachment.id() + SUFFIX), attachment);
    }

    void removeNetwork(String name) {
        remove(directory.resolve("networks").resolve(name + SUFFIX));
    }

    void removeAttachment(String id) {
        remove(directory.resolve("attachments").resolve(id + SUFFIX));
    }

    /** Removes what writers left unfinished that were killed; to be called while the ledger is held. */
    void sweep() {
        for (String kind : List.of("networks", "attachments")) {
            files(kind, UNFINISHED).forEach(this::remove);
        }
    }

    /** A further file of our own, such as the note of what a kernel parameter was before. */
    Path note(String name) {
        return directory.resolve(name);
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private <T> List<T> all(String kind, Class<T> type) {
        List<T> records = new ArrayList<>();
        files(kind, SUFFIX).forEach(file -> read(file, type).ifPresent(records::add));
        return records;
    }

    private List<Path> files(String kind, String suffix) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.resolve(kind), "*" + suffix)) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw NetworkException.of("read " + directory.resolve(kind), e);
        }
        files.sort(null);
        return files;
    }

    /** A record; one that is not there, or is not what we write, is none. */
    private static <T> Optional<T> read(Path file, Class<T> type) {
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(JSON.readValue(content.readNBytes(LONGEST), type));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw NetworkException.of("read " + file, e);
        }
    }

    private void write(Path file, Object record) {
        deed();
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.write(unfinished, JSON.writeValueAsBytes(record));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw NetworkException.of("write " + file, e);
        }
    }

    void remove(Path file) {
        deed();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw NetworkException.of("remove " + file, e);
        }
    }
}
