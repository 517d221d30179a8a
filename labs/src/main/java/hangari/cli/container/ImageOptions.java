package hangari.cli.container;

import hangari.cli.image.ImagePull;
import hangari.cli.state.StateDirectory;
import hangari.container.life.LifeException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Catalogue;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import hangari.image.oci.StoredImage;
import hangari.image.registry.PullRequest;
import hangari.image.registry.Puller;
import hangari.image.registry.RegistrySettings;
import hangari.image.store.ImageStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the image of a container comes from. */
final class ImageOptions {
    /** When it is pulled. */
    enum Policy {
        missing,
        always,
        never
    }

    @Option(names = "--pull", paramLabel = "missing|always|never", description = "when the image is pulled")
    private Policy policy = Policy.missing;

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "the kind of machine that it is for")
    private @Nullable String platform;

    @Option(
            names = {"-q", "--quiet"},
            description = "do not show a pull")
    private boolean quiet;

    /**
     * The image of this name or id, pulled first if that is wanted.
     *
     * @throws LifeException if it is not here, and is not to be pulled
     */
    StoredImage find(Desk desk, String name) {
        var catalogue = new Catalogue(BlobStore.in(desk.state().images()));
        Optional<StoredImage> there = catalogue.search(name);
        if (there.isPresent() && policy != Policy.always) {
            return there.get();
        }
        if (policy == Policy.never) {
            throw new LifeException(LifeException.Kind.FAILED, desk.say("container.image.missing", name));
        }
        if (there.isEmpty() && !quiet) {
            desk.err().println(desk.say("container.image.pull", name));
        }
        pull(desk, name);
        return catalogue.find(name);
    }

    private void pull(Desk desk, String name) {
        StateDirectory state = desk.state();
        var request = new PullRequest(
                ImageReference.parse(name), Optional.ofNullable(platform).map(Platform::parse), false);
        ImageStore store = ImageStore.in(state.images(), state.layers());
        var puller = new Puller(store.blobs(), RegistrySettings.read(state.registries(), System.getenv()));
        if (quiet) {
            ImagePull.quietly(store, puller, request);
        } else {
            ImagePull.report(new ImagePull(store, desk.err(), !desk.plain()).pull(puller, request, name), desk.err());
        }
    }
}
