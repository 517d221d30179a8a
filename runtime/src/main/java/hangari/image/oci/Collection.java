package hangari.image.oci;

import hangari.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what the names of a store lead to, and removes the rest.
 *
 * <p>First everything is read, then everything is removed: a document that is damaged ends it before it began, for nobody
 * knows what it led to. What is not there leads nowhere: an image may be stored for one platform only.
 */
final class Collection {
    private final BlobStore store;

    Collection(BlobStore store) {
        this.store = store;
    }

    BlobStore.Collected run() {
        Hold alone = store.users()
                .haveNow()
                .orElseThrow(() -> new ImageException("the image store " + store.directory()
                        + " is in use: wait until the pull or build that goes on has ended"));
        try {
            Set<Digest> reachable = reachable();
            List<Digest> garbage = new ArrayList<>(store.blobs());
            garbage.removeAll(reachable);
            Leftovers.in(store.directory()).removeHeld();
            return remove(garbage);
        } catch (IOException e) {
            throw ImageException.of("collect the garbage of " + store.directory(), store.directory(), e);
        } finally {
            alone.close();
        }
    }

    private Set<Digest> reachable() throws IOException {
        Set<Digest> reachable = new HashSet<>();
        Set<Visit> visited = new HashSet<>();
        Deque<Descriptor> open = new ArrayDeque<>(store.references().entries());
        while (!open.isEmpty()) {
            Descriptor next = open.pop();
            reachable.add(next.digest());
            // one image may lie about the kind of another's blob: what each of them says of it is followed
            if (visited.add(new Visit(next.digest(), next.mediaType()))) {
                children(next).forEach(open::push);
            }
        }
        return reachable;
    }

    private record Visit(Digest digest, MediaType type) {}

    private List<Descriptor> children(Descriptor at) throws IOException {
        Path path = store.path(at.digest());
        boolean document = at.mediaType().isManifest() || at.mediaType().isIndex();
        if (!document || !Files.exists(path) || Files.size(path) > Document.LIMIT) {
            return List.of();
        }
        byte[] content = store.read(new Descriptor(at.mediaType(), at.digest(), Files.size(path)), Document.LIMIT);
        try {
            return children(Document.read(content, at.mediaType()));
        } catch (ImageException e) {
            return List.of(); // it is as its maker made it, and no image: it leads nowhere
        }
    }

    private static List<Descriptor> children(Document document) {
        if (document instanceof Manifest manifest) {
            List<Descriptor> parts = new ArrayList<>(manifest.layers());
            parts.add(manifest.config());
            return parts;
        }
        return ((Index) document).manifests();
    }

    private BlobStore.Collected remove(List<Digest> garbage) throws IOException {
        long bytes = 0;
        for (Digest digest : garbage) {
            bytes += Files.size(store.path(digest));
            Files.delete(store.path(digest));
        }
        return new BlobStore.Collected(garbage.size(), bytes);
    }
}
