package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.ImageReader;
import hangari.image.oci.Manifest;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image as a stage begins with it, and as it ends.
 *
 * @param variables what ARG declared, if it is a stage
 */
record BaseImage(
        Settings settings,
        List<LayerBlob> layers,
        List<ImageConfig.Step> history,
        String author,
        Platform platform,
        Optional<Variables> variables) {
    BaseImage {
        layers = List.copyOf(layers);
        history = List.copyOf(history);
    }

    static BaseImage scratch(Platform platform) {
        return new BaseImage(Settings.NONE, List.of(), List.of(), "", platform, Optional.empty());
    }

    /**
     * One of the store.
     *
     * @throws ImageException if a part of it is not there
     */
    static BaseImage of(BlobStore store, Descriptor image, Platform machine) {
        var reader = new ImageReader(store);
        Manifest manifest = reader.manifest(image, machine);
        ImageConfig config = reader.config(manifest);
        List<Digest> diffIds = config.rootfs().diffIds();
        List<LayerBlob> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            Descriptor layer = manifest.layers().get(i);
            if (!store.has(layer)) {
                throw new ImageException("layer " + layer.digest() + " is not in the store: pull the image again");
            }
            layers.add(new LayerBlob(layer, diffIds.get(i)));
        }
        return new BaseImage(
                config.settings(), layers, config.history(), config.author(), config.platform(), Optional.empty());
    }

    /** The document that describes it. */
    ImageConfig config(Instant created) {
        return new ImageConfig(
                Optional.of(created),
                author,
                platform.architecture(),
                platform.os(),
                platform.variant(),
                Optional.of(settings),
                ImageConfig.RootFs.of(layers.stream().map(LayerBlob::diffId).toList()),
                history,
                Map.of());
    }
}
