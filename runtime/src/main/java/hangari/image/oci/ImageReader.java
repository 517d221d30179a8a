package hangari.image.oci;

import hangari.image.ImageException;

/**
 * Follows the documents of a store, each verified before it is read.
 *
 * <pre>{@code
 * var reader = new ImageReader(store);
 * Manifest manifest = reader.manifest(descriptor, Platform.host());
 * ImageConfig config = reader.config(manifest);
 * }</pre>
 */
public final class ImageReader {
    private static final int DEEPEST = 8; // an index of indexes is allowed; a chain of them is an attack

    private final BlobStore store;

    public ImageReader(BlobStore store) {
        this.store = store;
    }

    /**
     * The manifest that a name leads to, for a machine.
     *
     * @throws ImageException if there is none, or it is no image
     */
    public Manifest manifest(Descriptor start, Platform machine) {
        Descriptor at = resolve(start, machine);
        return image((Manifest) document(at), at);
    }

    /**
     * Where a name leads for a machine: to a manifest, through any indexes.
     *
     * @throws ImageException if there is none
     */
    public Descriptor resolve(Descriptor start, Platform machine) {
        return resolve(start, machine, document -> {});
    }

    /**
     * The same, with something that is done for each document before it is read, such as to fetch it.
     *
     * @throws ImageException if there is none
     * @throws E if that cannot be done
     */
    public <E extends Exception> Descriptor resolve(Descriptor start, Platform machine, Preparation<E> before)
            throws E {
        Descriptor at = start;
        for (int depth = 0; depth < DEEPEST; depth++) {
            before.of(at);
            if (!(document(at) instanceof Index index)) {
                return at;
            }
            at = index.choose(machine);
        }
        throw new ImageException("image index " + start.digest() + " leads from index to index, more than " + DEEPEST
                + " times: do not trust who made it");
    }

    /** What is done for a document before it is read. */
    @FunctionalInterface
    public interface Preparation<E extends Exception> {
        /** The store need not have the document yet; it must have it afterwards. */
        void of(Descriptor document) throws E;
    }

    private static Manifest image(Manifest manifest, Descriptor at) {
        if (!manifest.isImage()) {
            throw new ImageException("manifest " + at.digest() + " describes a "
                    + manifest.config().mediaType() + " and nothing to run: choose another tag");
        }
        return manifest;
    }

    /** The manifest or index itself. */
    public Document document(Descriptor at) {
        return Document.read(store.read(at, Document.LIMIT), at.mediaType());
    }

    /**
     * The configuration of an image.
     *
     * @throws ImageException if it does not fit the manifest
     */
    public ImageConfig config(Manifest manifest) {
        ImageConfig config = ImageConfig.read(store.read(manifest.config(), ImageConfig.LIMIT));
        int layers = manifest.layers().size();
        int unpacked = config.rootfs().diffIds().size();
        if (layers != unpacked) {
            throw new ImageException("image " + manifest.config().digest() + " has " + layers
                    + " layers, but its config names " + unpacked + ": do not trust who made it");
        }
        return config;
    }
}
