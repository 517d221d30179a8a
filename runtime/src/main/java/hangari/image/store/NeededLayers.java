package hangari.image.store;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.Document;
import hangari.image.oci.ImageReader;
import hangari.image.oci.Index;
import hangari.image.oci.Manifest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Finds the diff ids of all images that a name leads to, for whatever machine they are. */
final class NeededLayers {
    private final BlobStore blobs;
    private final ImageReader reader;

    NeededLayers(BlobStore blobs) {
        this.blobs = blobs;
        this.reader = new ImageReader(blobs);
    }

    Set<Digest> find() {
        Set<Digest> needed = new HashSet<>();
        Set<Descriptor> visited = new HashSet<>();
        Deque<Descriptor> open = new ArrayDeque<>(blobs.references().entries());
        while (!open.isEmpty()) {
            Descriptor next = open.pop();
            boolean document = next.mediaType().isManifest() || next.mediaType().isIndex();
            if (document && blobs.has(next) && visited.add(next)) {
                add(next, open, needed);
            }
        }
        return needed;
    }

    private void add(Descriptor at, Deque<Descriptor> open, Set<Digest> needed) {
        try {
            Document document = reader.document(at);
            if (document instanceof Index index) {
                index.manifests().forEach(open::push);
            } else if (document instanceof Manifest manifest && manifest.isImage() && blobs.has(manifest.config())) {
                needed.addAll(reader.config(manifest).rootfs().diffIds());
            }
        } catch (ImageException e) {
            // as its maker made it, and no image: it cannot run, so it needs nothing unpacked
        }
    }
}
