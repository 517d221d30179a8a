package hangari.image.registry;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.ImageReader;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds out, without asking anybody, whether an image is in the store with all that belongs to it. */
final class LocalImage {
    private static final int NAMED = 3;

    private final BlobStore store;

    LocalImage(BlobStore store) {
        this.store = store;
    }

    /** By what name it is kept: where a digest was given it decides, and the tag says nothing. */
    static ImageReference name(ImageReference asked) {
        return asked.digest().map(asked::at).orElse(asked);
    }

    PullResult find(PullRequest request) {
        ImageReference name = name(request.image());
        Descriptor image = store.references()
                .find(name)
                .orElseThrow(() -> missing(request, "no image of that name is in " + store.directory()));
        var reader = new ImageReader(store);
        Descriptor at = reader.resolve(image, request.machine(), document -> {
            if (!store.has(document)) {
                throw missing(request, "its manifest for " + request.machine() + " is missing");
            }
        });
        Manifest manifest = reader.manifest(at, request.machine());
        requireBlobs(request, manifest);
        reader.config(manifest);
        return new PullResult(name, image, manifest, false);
    }

    private void requireBlobs(PullRequest request, Manifest manifest) {
        List<Descriptor> blobs = new ArrayList<>(List.of(manifest.config()));
        blobs.addAll(manifest.layers());
        List<Descriptor> absent =
                blobs.stream().filter(blob -> !store.has(blob)).distinct().toList();
        if (!absent.isEmpty()) {
            String some = absent.stream()
                    .limit(NAMED)
                    .map(blob -> blob.digest().abbreviated())
                    .collect(Collectors.joining(", "));
            throw missing(
                    request,
                    absent.size() + " of its " + blobs.size() + " blobs are missing (" + some
                            + (absent.size() > NAMED ? ", …" : "") + ")");
        }
    }

    private static ImageException missing(PullRequest request, String what) {
        return new ImageException(request.image().familiar() + " is not here: " + what
                + ": pull it without --offline, or load it from a file");
    }
}
