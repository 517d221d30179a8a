package hangari.container.life.translate;

import hangari.image.oci.ImageConfig;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Configs of images, as their {@code config} object says it. */
final class Images {
    private Images() {}

    static Optional<ImageConfig> none() {
        return Optional.of(ImageConfig.of(Platform.host(), Settings.NONE, List.of()));
    }

    static Optional<ImageConfig> of(String config) {
        String whole = """
                {"architecture":"amd64","os":"linux","config":%s,"rootfs":{"type":"layers","diff_ids":[]}}
                """.formatted(config);
        return Optional.of(ImageConfig.read(whole.getBytes(StandardCharsets.UTF_8)));
    }
}
