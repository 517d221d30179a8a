package hangari.image.oci;

import hangari.image.ImageException;
import hangari.image.TemporaryName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps blobs below one directory, each under the digest of its content: an OCI image layout, which {@code skopeo} and
 * others can read.
 *
 * <pre>{@code
 * var store = BlobStore.in(directory);
 * try (Hold hold = store.hold()) {
 *     Descriptor layer = store.put(MediaType.LAYER, archive);
 *     // … its config and its manifest …
 *     store.references().tag(ImageReference.parse("base"), manifest);
 * }
 * store.collect(); // whatever no name leads to
 * }</pre>
 *
 * <p>A blob appears by rename(2), whole and with the digest that it was expected to have, or not at all. Bytes are hashed
 * while they are written and again while they are read, so a disk that forgets is noticed. What a killed process left
 * unfinished is removed when the store is opened next, and nobody else uses it. Source: OCI image
 * specification, image-layout.md.
 */
public final class BlobStore {
    private static final String PART = TemporaryName.PREFIX + "part-";

    private final Path directory;
    private final Path blobs;

    private BlobStore(Path directory) {
        this.directory = directory;
        this.blobs = directory.resolve("blobs/sha256");
    }

    /**
     * Opens the store in a directory, which is made if it is not there.
     *
     * @throws ImageException if it cannot be written, or is a layout of another version
     */
    public static BlobStore in(Path directory) {
        try {
            Files.createDirectories(directory.resolve("blobs/sha256"));
            var store = new BlobStore(directory.toRealPath());
            store.ensureLayout();
            store.sweep(store.directory);
            return store;
        } catch (IOException e) {
            throw ImageException.of("open the image store " + directory, directory, e);
        }
    }

    // held, so that nobody takes what is being written for something that was left
    private void ensureLayout() throws IOException {
        if (!LayoutFile.isIn(directory)) {
            Hold hold = hold();
            try (hold) {
                LayoutFile.write(directory);
            }
        }
        LayoutFile.verify(directory);
    }

    /**
     * Removes what killed processes left unfinished in a directory that nobody writes to but who holds this store, if
     * nobody does. The parts of blobs stay: they are gone on with.
     */
    public void sweep(Path place) {
        Leftovers.in(place, name -> !name.startsWith(PART)).remove(users());
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** Keeps everything from being collected until the hold is closed. Waits while a collection goes on. */
    public Hold hold() {
        return users().share();
    }

    /** Shared by those who use the store, had alone by who collects. */
    StoreLock users() {
        return StoreLock.of(directory.resolve(".users"));
    }

    /** The names by which images are found. */
    public References references() {
        return new References(directory);
    }

    /** Where a blob is kept, if it is there. Do not write there: other names may be linked to it. */
    public Path path(Digest digest) {
        return blobs.resolve(digest.hex());
    }

    /** Whether a blob is there. What it holds is verified when it is read. */
    public boolean has(Descriptor blob) {
        try {
            Path path = path(blob.digest());
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == blob.size();
        } catch (IOException e) {
            return false;
        }
    }

    /** Every blob, by digest. */
    public List<Digest> blobs() {
        try (Stream<Path> files = Files.list(blobs)) {
            return files.flatMap(file -> digest(file).stream())
                    .sorted((one, other) -> one.hex().compareTo(other.hex()))
                    .toList();
        } catch (IOException e) {
            throw ImageException.of("list the blobs in " + blobs, blobs, e);
        }
    }

    private static Optional<Digest> digest(Path file) {
        try {
            return Optional.of(new Digest(String.valueOf(file.getFileName())));
        } catch (ImageException e) {
            return Optional.empty(); // not one of ours: somebody else's business
        }
    }

    /**
     * Begins a blob of which digest and size are known, such as one that comes from a registry.
     *
     * <p>Nothing is kept unless it is committed, and it cannot be committed unless both are right.
     */
    public BlobWriter writer(Descriptor expected) {
        return new BlobWriter(this, BlobWriter.Expectation.of(expected));
    }

    /**
     * Goes on with a blob of which digest and size are known: it begins with what an earlier attempt has left, here or in
     * another process. What this one writes is kept in its turn, until it is committed or the store is collected.
     *
     * <p>While somebody else writes the same blob, this one begins with nothing, and leaves nothing.
     */
    public BlobWriter resume(Descriptor expected) {
        return new BlobWriter(
                this, BlobWriter.Expectation.of(expected), store -> UnfinishedFile.resume(store, expected.digest()));
    }

    /**
     * Begins a blob that is being made.
     *
     * @param limit how many bytes it may have at most
     */
    public BlobWriter writer(long limit) {
        return new BlobWriter(this, BlobWriter.Expectation.atMost(limit));
    }

    /** Stores these bytes. */
    public Descriptor put(MediaType type, byte[] content) {
        Descriptor blob = Descriptor.of(type, content);
        try (BlobWriter writer = writer(blob)) {
            writer.write(content, 0, content.length);
            writer.commit();
            return blob;
        }
    }

    /**
     * Reads a blob. The stream fails, at its end at the latest, if it is not what the descriptor says: so read it to its
     * end before you believe it.
     *
     * @throws ImageException if it is not there
     */
    public InputStream open(Descriptor blob) {
        Path path = path(blob.digest());
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new ImageException("no blob " + blob.digest() + " in " + directory + ": pull the image again");
        }
        try {
            return new VerifiedStream(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), blob, path);
        } catch (IOException e) {
            throw ImageException.of("read blob " + path, path, e);
        }
    }

    /**
     * Reads a small blob whole.
     *
     * @param limit how many bytes it may have at most
     * @throws ImageException if it is not there, is larger, or is not what the descriptor says
     */
    public byte[] read(Descriptor blob, int limit) {
        if (blob.size() > limit) {
            throw new ImageException(
                    "blob " + blob + " is too large for what it is said to be: at most " + limit + " bytes are read");
        }
        try (InputStream content = open(blob)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw ImageException.of("read blob " + blob.digest(), directory, e);
        }
    }

    /** A file of its own on this disk, for what is not finished. */
    Path unfinished() {
        return directory.resolve(TemporaryName.next());
    }

    /** The file in which a blob waits for its rest. A collection takes it for unfinished, which it is. */
    Path unfinished(Digest digest) {
        return directory.resolve(PART + digest.hex());
    }

    /** Who has which of these files for himself. */
    PartClaims claims() {
        return PartClaims.of(directory.resolve(".parts"));
    }

    /**
     * Removes the blobs that no name leads to, and what killed processes left unfinished.
     *
     * @throws ImageException if somebody holds the store, or a document cannot be read; then nothing is removed
     */
    public Collected collect() {
        return new Collection(this).run();
    }

    /**
     * What a collection removed.
     *
     * @param blobs how many
     * @param bytes how large they were
     */
    public record Collected(long blobs, long bytes) {}
}
