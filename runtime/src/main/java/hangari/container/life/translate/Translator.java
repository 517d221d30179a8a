package hangari.container.life.translate;

import hangari.container.life.ContainerConfig;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is asked of a container, together with what its image says.
 *
 * <pre>{@code
 * var config = ContainerDraft.of("busybox").command("httpd", "-f").memory("64m").publish("8080:80").config();
 * Resolved resolved = Translator.resolve(config, Optional.of(image));
 * resolved.program().argv(); // [httpd, -f]
 * }</pre>
 *
 * <p>The same request and the same image always give an equal result, so it need not be kept: it can be had again from
 * the request at each start.
 */
public final class Translator {
    private Translator() {}

    /**
     * All of it, read and checked.
     *
     * @param image the config of the image; empty for a container of directories
     * @throws hangari.container.life.LifeException of one line, if something cannot be asked for like that
     */
    public static Resolved resolve(ContainerConfig config, Optional<ImageConfig> image) {
        Settings settings = image.map(ImageConfig::settings).orElse(Settings.NONE);
        List<String> warnings = new ArrayList<>();
        Connection connection = Connection.of(config.host(), warnings);
        if (config.host().init()) {
            var unused = Init.ofTheHost();
        }
        Program program = Program.of(config, settings);
        return new Resolved(
                program,
                Mounts.of(config.host(), settings),
                Sharing.of(config, connection.mode()),
                connection,
                NameService.of(config.host(), connection.mode()),
                Confining.of(config.host(), warnings),
                Bounds.of(config.host()),
                Lifetime.of(config, settings, warnings),
                Metadata.of(config, settings),
                warnings);
    }
}
