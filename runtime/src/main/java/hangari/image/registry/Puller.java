package hangari.image.registry;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Document;
import hangari.image.oci.Hold;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.ImageReader;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Manifest;
import hangari.image.registry.Repository.Published;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Pulls images from registries into a store.
 *
 * <pre>{@code
 * var puller = new Puller(store, RegistrySettings.read(file, System.getenv()));
 * PullResult result = puller.pull(PullRequest.of(ImageReference.parse("localhost:5000/base:1")), event -> {});
 * result.image().digest(); // the published one
 * }</pre>
 *
 * <p>The name is written last: it leads to the whole image for one machine, or to where it led before. Everything that
 * goes wrong is an {@link ImageException} of one line, and the store holds good blobs alone.
 */
public final class Puller {
    private final BlobStore store;
    private final RegistrySettings settings;
    private final Patience patience;

    public Puller(BlobStore store, RegistrySettings settings) {
        this(store, settings, pause -> Thread.sleep(pause.toMillis()));
    }

    Puller(BlobStore store, RegistrySettings settings, Patience.Sleeper sleeper) {
        this.store = store;
        this.settings = settings;
        this.patience = new Patience(settings.limits(), sleeper);
    }

    /**
     * Pulls an image, or finds that everything is there.
     *
     * @param events told what happens, from several threads
     * @throws ImageException if it cannot be had
     */
    public PullResult pull(PullRequest request, Consumer<PullEvent> events) {
        if (request.offline()) {
            return new LocalImage(store).find(request);
        }
        Hold hold = store.hold();
        try (Http http = new Http(settings)) {
            return fromAny(http, request, events);
        } finally {
            hold.close();
        }
    }

    private PullResult fromAny(Http http, PullRequest request, Consumer<PullEvent> events) {
        List<Endpoint> endpoints = endpoints(request.image());
        Endpoint origin = endpoints.get(endpoints.size() - 1);
        for (Endpoint mirror : endpoints.subList(0, endpoints.size() - 1)) {
            try {
                return from(http, mirror, request, events);
            } catch (ImageException | TransferException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new ImageException(String.valueOf(e.getMessage()));
                }
                events.accept(new PullEvent.Note(
                        "mirror " + mirror + " failed: " + e.getMessage() + "; asking " + origin.host()));
            }
        }
        try {
            return from(http, origin, request, events);
        } catch (TransferException e) {
            throw e.asImageException();
        }
    }

    // Docker asks mirrors for what is on Docker Hub, and for nothing else.
    private List<Endpoint> endpoints(ImageReference image) {
        List<Endpoint> endpoints = new ArrayList<>();
        if (image.registry().equals(Endpoint.DOCKER)) {
            endpoints.addAll(settings.mirrors());
        }
        endpoints.add(Endpoint.of(image, settings));
        return endpoints;
    }

    private PullResult from(Http http, Endpoint endpoint, PullRequest request, Consumer<PullEvent> events)
            throws TransferException {
        var repository = new Repository(http, endpoint, request.image(), settings);
        Published published = patience.ask(() -> repository.published(request.image()));
        Descriptor image = keep(published);
        var reader = new ImageReader(store);
        Descriptor at = reader.resolve(image, request.machine(), document -> {
            if (!store.has(document)) {
                keep(patience.ask(() -> repository.manifest(document)));
            }
        });
        Manifest manifest = reader.manifest(at, request.machine());
        var blobs = new Blobs(store, repository, patience, events);
        boolean changed = blobs.download(List.of(manifest.config()));
        ImageConfig config = reader.config(manifest);
        requireMachine(config, request);
        events.accept(new PullEvent.Found(manifest, config));
        changed |= blobs.downloadAll(manifest.layers());
        return named(request, image, manifest, changed);
    }

    private PullResult named(PullRequest request, Descriptor image, Manifest manifest, boolean changed) {
        ImageReference name = LocalImage.name(request.image());
        Optional<Descriptor> before = store.references().find(name);
        boolean moved =
                before.filter(old -> old.digest().equals(image.digest())).isEmpty();
        if (moved) {
            store.references().tag(name, image);
        }
        return new PullResult(name, image, manifest, changed || moved);
    }

    /** Its bytes are stored as they came: written anew they would have another digest. */
    private Descriptor keep(Published published) {
        Document.read(published.content(), published.descriptor().mediaType());
        if (!isKept(published)) {
            store.put(published.descriptor().mediaType(), published.content());
        }
        return published.descriptor();
    }

    /** Whether exactly these bytes are there; what a disk has forgotten is written again. */
    private boolean isKept(Published published) {
        Descriptor descriptor = published.descriptor();
        try {
            return store.has(descriptor) && Arrays.equals(store.read(descriptor, Document.LIMIT), published.content());
        } catch (ImageException e) {
            return false;
        }
    }

    private static void requireMachine(ImageConfig config, PullRequest request) {
        request.platform().filter(wanted -> !wanted.runs(config.platform())).ifPresent(wanted -> {
            throw new ImageException(
                    "no image for " + wanted + ": " + request.image().familiar() + " is for " + config.platform()
                            + " alone: leave --platform out, or choose another tag");
        });
    }
}
