package hangari.image.store;

import hangari.image.ImageException;
import hangari.image.Layer;
import hangari.image.LayerStore;
import hangari.image.Stack;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Catalogue;
import hangari.image.oci.Digest;
import hangari.image.oci.Hold;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import hangari.image.oci.References;
import hangari.image.oci.StoredImage;
import hangari.image.store.UnpackProgress.Listener;
import hangari.image.store.UnpackProgress.State;
import hangari.image.tar.LayerUnpack;
import hangari.image.tar.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Images as blobs, by name, and as directories to run on.
 *
 * <pre>{@code
 * var store = ImageStore.in(state.resolve("images"), state.resolve("layers"));
 * StoredImage image = store.image("debian:12");
 * Stack stack = store.stack(image); // unpacks what has not been unpacked
 * // … a box runs on it and ends …
 * store.layers().remove(stack);
 * }</pre>
 *
 * <p>A layer is there whole and with the diff id that the image's config names, or it is not there. Several processes may
 * use one store.
 */
public final class ImageStore {
    private final BlobStore blobs;
    private final LayerStore layers;
    private final UnpackedLayers unpacked;
    private final Limits limits;

    private ImageStore(BlobStore blobs, LayerStore layers, UnpackedLayers unpacked, Limits limits) {
        this.blobs = blobs;
        this.layers = layers;
        this.unpacked = unpacked;
        this.limits = limits;
    }

    /**
     * Opens the store, which is made if it is not there.
     *
     * @param images where blobs and names are
     * @param layers where layers are unpacked, and where the directories of stacks are
     * @throws ImageException if one of them cannot be written
     */
    public static ImageStore in(Path images, Path layers) {
        return new ImageStore(
                BlobStore.in(images),
                LayerStore.in(layers),
                UnpackedLayers.in(layers.resolve("diffs")),
                Limits.DEFAULT);
    }

    /** The same store, which refuses layers that ask for more than this. */
    public ImageStore within(Limits other) {
        return new ImageStore(blobs, layers, unpacked, other);
    }

    /** Blobs by digest. */
    public BlobStore blobs() {
        return blobs;
    }

    /** Names, and where they lead. */
    public References references() {
        return blobs.references();
    }

    /** Stacks, and layers that are of no image. */
    public LayerStore layers() {
        return layers;
    }

    /** Keeps blobs and layers from being collected until it is closed: from finding an image until it has its stack. */
    public Hold hold() {
        return Hold.both(blobs.hold(), unpacked::hold);
    }

    /**
     * The image that was meant by a name, an id or the beginning of one, for this machine.
     *
     * @throws ImageException if there is none, or several
     */
    public StoredImage image(String text) {
        return image(text, Platform.host());
    }

    /** The image that was meant, for a kind of machine. */
    public StoredImage image(String text, Platform machine) {
        return new Catalogue(blobs, machine).find(text);
    }

    /** The image of this name, for this machine. */
    public StoredImage image(ImageReference name) {
        return image(name.toString());
    }

    /** The same as {@link #unpacked(StoredImage, Listener)}, telling nobody. */
    public List<Layer> unpacked(StoredImage image) {
        return unpacked(image, Listener.NONE);
    }

    /**
     * The layers of an image for {@link LayerStore#stack}, the lowest first; those that have not been unpacked are.
     *
     * <p>They may be fewer than the image names: overlayfs takes no layer twice, and has no way to say that one hides all
     * below it.
     *
     * @throws ImageException if a blob is not there or damaged, or its archive is hostile or not the one with the diff id;
     *     the layers below it stay
     */
    public List<Layer> unpacked(StoredImage image, Listener listener) {
        return unpacked(image.parts(), listener);
    }

    /** The same for layers that are of no image yet, the lowest first. */
    public List<Layer> unpacked(List<StoredImage.Part> parts, Listener listener) {
        Hold hold = hold();
        try {
            return stackable(parts.stream().map(part -> found(part, listener)).toList());
        } finally {
            hold.close();
        }
    }

    // A layer that comes twice is decided by its upper place: whatever it says of a name, it has said there already.
    private static List<Layer> stackable(List<UnpackedLayers.Found> lowestFirst) {
        List<UnpackedLayers.Found> all = new ArrayList<>(lowestFirst);
        Collections.reverse(all);
        Set<Layer> topDown = new LinkedHashSet<>();
        for (UnpackedLayers.Found one : all) {
            topDown.add(one.layer());
            if (one.opaque()) {
                break;
            }
        }
        List<Layer> layers = new ArrayList<>(topDown);
        Collections.reverse(layers);
        return layers;
    }

    /** A single layer, which is unpacked if it has not been: for who gets the layers of an image one by one. */
    public Layer unpack(StoredImage.Part part, Listener listener) {
        return found(part, listener).layer();
    }

    private UnpackedLayers.Found found(StoredImage.Part part, Listener listener) {
        Optional<UnpackedLayers.Found> known = unpacked.find(part.diffId());
        if (known.isPresent()) {
            listener.on(new UnpackProgress(part, State.PRESENT, part.blob().size()));
            return known.get();
        }
        LayerUnpack archive = LayerUnpack.of(blobs, part.blob(), part.diffId())
                .within(limits)
                .telling(done -> listener.on(new UnpackProgress(part, State.UNPACKING, done)));
        UnpackedLayers.Found layer = unpacked.unpack(archive, part.diffId());
        listener.on(new UnpackProgress(part, State.UNPACKED, part.blob().size()));
        return layer;
    }

    /** A layer that has been unpacked. */
    public Optional<Layer> layer(Digest diffId) {
        return unpacked.find(diffId).map(UnpackedLayers.Found::layer);
    }

    /** The same as {@link #stack(StoredImage, Listener)}, telling nobody. */
    public Stack stack(StoredImage image) {
        return stack(image, Listener.NONE);
    }

    /** Fresh directories on top of an image, which is unpacked if it has not been. */
    public Stack stack(StoredImage image, Listener listener) {
        Hold hold = hold();
        try {
            return layers.stack(unpacked(image, listener));
        } finally {
            hold.close();
        }
    }

    /**
     * Removes the blobs that no name leads to, the layers of which neither an image nor a stack is made, and what killed
     * processes left unfinished.
     *
     * @throws ImageException if somebody holds the store, or a document cannot be read
     */
    public Collected collect() {
        BlobStore.Collected garbage = blobs.collect();
        UnpackedLayers.Removed removed = unpacked.removeUnused(new NeededLayers(blobs).find(), layers.inUse());
        return new Collected(garbage, removed.layers(), garbage.bytes() + removed.bytes());
    }

    /**
     * What a collection removed.
     *
     * @param layers the unpacked ones, by diff id
     * @param bytes what blobs and layers had together
     */
    public record Collected(BlobStore.Collected blobs, List<Digest> layers, long bytes) {
        public Collected {
            layers = List.copyOf(layers);
        }
    }
}
