package hangari.cli.image;

import hangari.image.oci.ImageConfig;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Settings;
import hangari.image.oci.StoredImage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image as {@code docker image inspect} shows it. */
public final class ImageDetails {
    private ImageDetails() {}

    /** The keys in docker's order. */
    public static Map<String, Object> of(StoredImage image) {
        ImageConfig config = image.config();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("Id", image.id().toString());
        details.put(
                "RepoTags",
                image.names().stream()
                        .filter(name -> name.tag().isPresent())
                        .map(ImageReference::familiar)
                        .toList());
        details.put(
                "RepoDigests",
                image.names().stream()
                        .map(name -> name.at(image.entry().digest()).familiar())
                        .distinct()
                        .toList());
        details.put("Parent", "");
        details.put("Comment", last(config).map(ImageConfig.Step::comment).orElse(""));
        details.put("Created", config.created().map(Instant::toString).orElse(""));
        details.put("Author", config.author());
        details.put("Config", settings(config.settings()));
        details.put("Architecture", config.architecture());
        if (!config.variant().isEmpty()) {
            details.put("Variant", config.variant());
        }
        details.put("Os", config.os());
        details.put("Size", image.bytes());
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("Type", "layers");
        root.put("Layers", layers(config));
        details.put("RootFS", root);
        return details;
    }

    private static Optional<ImageConfig.Step> last(ImageConfig config) {
        List<ImageConfig.Step> history = config.history();
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    private static List<String> layers(ImageConfig config) {
        return config.rootfs().diffIds().stream().map(Object::toString).toList();
    }

    private static Map<String, Object> settings(Settings settings) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("User", settings.user());
        shown.put("ExposedPorts", settings.exposedPorts());
        shown.put("Env", settings.env());
        shown.put("Cmd", settings.cmd());
        shown.put("Volumes", settings.volumes());
        shown.put("WorkingDir", settings.workingDir());
        shown.put("Entrypoint", settings.entrypoint());
        shown.put("Labels", settings.labels());
        if (!settings.stopSignal().isEmpty()) {
            shown.put("StopSignal", settings.stopSignal());
        }
        shown.putAll(settings.other());
        return shown;
    }
}
