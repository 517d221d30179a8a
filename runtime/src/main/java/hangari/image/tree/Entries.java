package hangari.image.tree;

import hangari.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The entries of a tar archive that somebody else made, one after the other. */
final class Entries implements AutoCloseable {
    private static final int MOST = 2_000_000;
    private static final long EARLIEST = Instant.EPOCH.getEpochSecond();
    private static final long LATEST = 1L << 34; // the largest time that a plain tar header holds

    private final TarArchiveInputStream tar;
    private int count;

    Entries(InputStream unpacked) {
        this.tar = new TarArchiveInputStream(unpacked, StandardCharsets.UTF_8.name());
    }

    /** The next one; none at the end. Its content is read from {@link #content()}. */
    Optional<TarArchiveEntry> next() {
        if (++count > MOST) {
            throw new ImageException("an archive of more than " + MOST + " entries: it is not read");
        }
        try {
            @Nullable TarArchiveEntry entry = tar.getNextEntry();
            if (entry != null && entry.isSparse()) {
                throw new ImageException("entry " + Shown.of(entry.getName())
                        + " is sparse, which is not supported: pack it without --sparse");
            }
            return Optional.ofNullable(entry);
        } catch (IOException | IllegalArgumentException e) {
            throw new ImageException("bad archive: " + Shown.of(String.valueOf(e.getMessage())) + ": make it anew");
        }
    }

    InputStream content() {
        return tar;
    }

    /** The number of the entry that was read last, from 1. */
    int number() {
        return count;
    }

    /** What an entry stands for, if it is no hard link. */
    static Node node(TarArchiveEntry entry, Content content) {
        var owner = new Node.Owner(entry.getLongUserId(), entry.getLongGroupId());
        Instant time = Instant.ofEpochSecond(Math.max(
                EARLIEST,
                Math.min(LATEST, entry.getLastModifiedTime().toInstant().getEpochSecond())));
        if (entry.isDirectory()) {
            return Node.directory(entry.getMode(), owner, time);
        }
        if (entry.isSymbolicLink()) {
            return Node.symlink(entry.getLinkName(), owner, time);
        }
        Node.Kind kind = kind(entry);
        boolean file = kind == Node.Kind.FILE;
        return new Node(
                kind,
                entry.getMode(),
                owner,
                time,
                file ? entry.getSize() : 0,
                "",
                entry.getDevMajor(),
                entry.getDevMinor(),
                file ? content : Content.NONE);
    }

    private static Node.Kind kind(TarArchiveEntry entry) {
        if (entry.isCharacterDevice()) {
            return Node.Kind.CHARACTER_DEVICE;
        }
        if (entry.isBlockDevice()) {
            return Node.Kind.BLOCK_DEVICE;
        }
        return entry.isFIFO() ? Node.Kind.FIFO : Node.Kind.FILE;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
