package hangari.image.archive;

import hangari.image.ImageException;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageReference;
import hangari.image.oci.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of an archive is to be stored, and under which names; nothing has been stored yet. */
final class LoadPlan {
    private static final int MOST_BLOBS = 20_000;

    private final Map<Digest, Blob> blobs = new LinkedHashMap<>();
    private final List<Image> images = new ArrayList<>();

    /** Where the content of a blob is. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** @param verified whether its digest has been compared already */
    record Blob(Descriptor descriptor, Source source, boolean verified) {}

    /**
     * One image.
     *
     * @param id the digest of its config, or of the index if it is one
     */
    record Image(Descriptor entry, Digest id, List<ImageReference> names) {}

    /** A blob of the archive that is verified before it is stored. */
    void blob(Descriptor descriptor, Source source) {
        add(new Blob(descriptor, source, false));
    }

    /** A blob whose digest has been compared, or which we have made. */
    Descriptor blob(MediaType type, byte[] content) {
        Descriptor descriptor = Descriptor.of(type, content);
        add(new Blob(descriptor, () -> new ByteArrayInputStream(content), true));
        return descriptor;
    }

    /** A blob of the archive whose digest has been compared. */
    void verified(Descriptor descriptor, Source source) {
        add(new Blob(descriptor, source, true));
    }

    private void add(Blob blob) {
        Blob known = blobs.putIfAbsent(blob.descriptor().digest(), blob);
        if (known != null && known.descriptor().size() != blob.descriptor().size()) {
            throw new ImageException("blob " + blob.descriptor().digest() + " is said to have two sizes: "
                    + "do not trust who made the archive");
        }
        if (blobs.size() > MOST_BLOBS) {
            throw new ImageException("more than " + MOST_BLOBS + " blobs: do not trust who made the archive");
        }
    }

    void image(Image image) {
        images.add(image);
    }

    List<Blob> blobs() {
        return List.copyOf(blobs.values());
    }

    List<Image> images() {
        return List.copyOf(images);
    }
}
