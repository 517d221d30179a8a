package hangari.image.tree;

import hangari.image.ImageException;
import hangari.image.tar.Limits;
import hangari.image.tar.TarEntry;
import hangari.image.tar.TarReader;
import hangari.linux.RawPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** The entries of a tar archive that somebody else made, one after the other. */
final class Entries {
    private static final long EARLIEST = Instant.EPOCH.getEpochSecond();
    private static final long LATEST = 1L << 34; // the largest time that a plain tar header holds

    private final TarReader tar;
    private int count;

    Entries(InputStream unpacked) {
        this.tar = new TarReader(Channels.newChannel(unpacked), Limits.DEFAULT);
    }

    /** The next one; none at the end. Its content is read from {@link #content()}. */
    Optional<TarEntry> next() {
        count++;
        try {
            Optional<TarEntry> entry = tar.next();
            if (entry.filter(TarEntry::isSparse).isPresent()) {
                throw new ImageException("entry " + Shown.of(text(entry.get().name()))
                        + " is sparse, which is not supported: pack it without --sparse");
            }
            return entry;
        } catch (IOException e) {
            throw new ImageException("bad archive: " + Shown.of(String.valueOf(e.getMessage())) + ": make it anew");
        }
    }

    InputStream content() {
        return tar.content();
    }

    /** The number of the entry that was read last, from 1. */
    int number() {
        return count;
    }

    /** A name in a tree: what is no UTF-8 is not kept. */
    static String text(RawPath name) {
        return new String(name.bytes(), StandardCharsets.UTF_8);
    }

    /** What an entry stands for, if it is no hard link. */
    static Node node(TarEntry entry, Content content) {
        var owner = new Node.Owner(entry.uid(), entry.gid());
        Instant time = Instant.ofEpochSecond(
                Math.max(EARLIEST, Math.min(LATEST, entry.modified().getEpochSecond())));
        return switch (entry.type()) {
            case DIRECTORY -> Node.directory(entry.mode(), owner, time);
            case SYMLINK -> Node.symlink(text(entry.link()), owner, time);
            case FILE, HARD_LINK -> Node.file(entry.mode(), owner, time, entry.size(), content);
            case FIFO -> special(Node.Kind.FIFO, entry, owner, time);
            case CHARACTER_DEVICE -> special(Node.Kind.CHARACTER_DEVICE, entry, owner, time);
            case BLOCK_DEVICE -> special(Node.Kind.BLOCK_DEVICE, entry, owner, time);
        };
    }

    private static Node special(Node.Kind kind, TarEntry entry, Node.Owner owner, Instant time) {
        int major = (int) entry.device().major();
        int minor = (int) entry.device().minor();
        return new Node(kind, entry.mode(), owner, time, 0, "", major, minor, Content.NONE);
    }
}
