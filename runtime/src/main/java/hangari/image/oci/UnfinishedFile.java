package hangari.image.oci;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The file of a blob that is not whole yet: under a name of its own, or, if it may be resumed, under one that its digest
 * gives it. Its name begins as that of everything unfinished, so that a collection removes it once nobody uses the store.
 *
 * @param claim by which nobody else has it; none, if nobody else could know its name
 */
record UnfinishedFile(Path path, FileChannel channel, Optional<Hold> claim) implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;

    /** One that nobody will find again. */
    static UnfinishedFile create(BlobStore store) throws IOException {
        Path path = store.unfinished();
        return new UnfinishedFile(
                path,
                FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                Optional.empty());
    }

    /** That of a digest, as it was left; one that nobody will find again, if somebody has that one now. */
    static UnfinishedFile resume(BlobStore store, Digest digest) throws IOException {
        Optional<Hold> claim = store.claims().claim(digest);
        if (claim.isEmpty()) {
            return create(store);
        }
        Path path = store.unfinished(digest);
        try {
            FileChannel channel = FileChannel.open(
                    path,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE,
                    LinkOption.NOFOLLOW_LINKS);
            return new UnfinishedFile(path, channel, claim);
        } catch (IOException e) {
            claim.get().close();
            throw e;
        }
    }

    /** Whether it stays when it is closed. */
    boolean isKept() {
        return claim.isPresent();
    }

    /**
     * Reads what is there, for a hash cannot be saved, and goes to its end.
     *
     * @param limit if there is more, it is not what it seems to be: then it is emptied
     * @return how many bytes are there
     */
    long takeUp(MessageDigest hash, long limit) throws IOException {
        if (claim.isEmpty()) {
            return 0;
        }
        if (channel.size() > limit) {
            channel.truncate(0);
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer) >= 0) {
            hash.update(buffer.flip());
            buffer.clear();
        }
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            claim.ifPresent(Hold::close);
        }
    }
}
