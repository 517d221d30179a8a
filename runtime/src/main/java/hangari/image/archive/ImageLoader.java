package hangari.image.archive;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.BlobWriter;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.DigestOutput;
import hangari.image.oci.Hold;
import hangari.image.oci.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes the images from an archive: an OCI image layout, or what any {@code docker save} wrote; plain, or packed by gzip
 * or zstd.
 *
 * <pre>{@code
 * for (ImageLoader.Loaded image : new ImageLoader(store).load(file)) {
 *     image.names(); // they lead to it now
 * }
 * }</pre>
 *
 * <p>The archive may come from anybody. First all of it is read and every digest compared; only then is anything stored,
 * so that a fault leaves the store as it was. Where an archive is both a layout and Docker's, the layout counts.
 *
 * @param limit how many bytes the archive, and each layer in it, may have when it is unpacked
 */
public record ImageLoader(BlobStore store, long limit) {
    private static final long LIMIT = 64L << 30;

    /** Loads archives of at most 64 GiB. */
    public ImageLoader(BlobStore store) {
        this(store, LIMIT);
    }

    /**
     * An image that is in the store now.
     *
     * @param id the digest of its config, or of the index if it is one
     * @param names which lead to it; none if it came without
     */
    public record Loaded(Digest id, List<ImageReference> names) {
        public Loaded {
            names = List.copyOf(names);
        }
    }

    /**
     * Loads a file.
     *
     * @throws ImageException if it is no such archive, or not what it says it is
     */
    public List<Loaded> load(Path file) {
        return load(file.toString(), () -> ArchiveFile.open(file, store.directory(), limit));
    }

    /**
     * Loads what comes through a pipe.
     *
     * @param name for messages
     */
    public List<Loaded> load(String name, InputStream from) {
        return load(name, () -> ArchiveFile.open(name, from, store.directory(), limit));
    }

    private interface Opening {
        ArchiveFile open() throws IOException;
    }

    private List<Loaded> load(String name, Opening opening) {
        // nothing that is stored is collected before a name leads to it
        Hold hold = store.hold();
        try (hold;
                ArchiveFile archive = opening.open()) {
            LoadPlan plan = plan(archive);
            for (LoadPlan.Blob blob : plan.blobs()) {
                verify(archive, blob);
            }
            for (LoadPlan.Blob blob : plan.blobs()) {
                put(blob);
            }
            return plan.images().stream().map(this::name).toList();
        } catch (IOException e) {
            throw ImageException.of("load " + name, store.directory(), e);
        }
    }

    private LoadPlan plan(ArchiveFile archive) throws IOException {
        LoadPlan plan;
        if (archive.has("index.json") && archive.has("oci-layout")) {
            plan = new OciPlanner(archive).plan();
        } else if (archive.has("manifest.json")) {
            plan = new DockerPlanner(archive, limit).plan();
        } else {
            throw new ImageException("cannot load " + archive.name() + ": it has neither index.json nor manifest.json: "
                    + "if it is the files of a root, import it");
        }
        if (plan.images().isEmpty()) {
            throw new ImageException("cannot load " + archive.name() + ": there is no image in it: make it again");
        }
        return plan;
    }

    private static void verify(ArchiveFile archive, LoadPlan.Blob blob) throws IOException {
        if (blob.verified()) {
            return;
        }
        var hash = new DigestOutput(OutputStream.nullOutputStream());
        copy(blob, hash);
        Digest digest = hash.digest();
        if (!digest.equals(blob.descriptor().digest())) {
            throw new ImageException("cannot load " + archive.name() + ": blob "
                    + blob.descriptor().digest() + " has the content of " + digest
                    + ": it was damaged or forged: make the archive again");
        }
    }

    private void put(LoadPlan.Blob blob) throws IOException {
        Descriptor descriptor = blob.descriptor();
        if (store.has(descriptor)) {
            return;
        }
        try (BlobWriter writer = store.writer(descriptor)) {
            copy(blob, writer);
            writer.commit();
        }
    }

    private static void copy(LoadPlan.Blob blob, OutputStream to) throws IOException {
        try (InputStream content = blob.source().open()) {
            content.transferTo(to);
        }
    }

    private Loaded name(LoadPlan.Image image) {
        if (image.names().isEmpty()) {
            store.references().keep(image.entry());
        }
        image.names().forEach(name -> store.references().tag(name, image.entry()));
        return new Loaded(image.id(), image.names());
    }
}
