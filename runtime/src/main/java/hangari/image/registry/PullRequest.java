package hangari.image.registry;

import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import java.util.Optional;

/**
 * What is to be pulled.
 *
 * @param image its name
 * @param platform the kind of machine; if none is given, this machine's
 * @param offline whether no registry may be asked: then it is only found out whether everything is there
 */
public record PullRequest(ImageReference image, Optional<Platform> platform, boolean offline) {
    /** For this machine, from the registry. */
    public static PullRequest of(ImageReference image) {
        return new PullRequest(image, Optional.empty(), false);
    }

    /** The same, for a kind of machine. */
    public PullRequest on(Platform machine) {
        return new PullRequest(image, Optional.of(machine), offline);
    }

    /** The same, without asking any registry. */
    public PullRequest withoutNetwork() {
        return new PullRequest(image, platform, true);
    }

    Platform machine() {
        return platform.orElseGet(Platform::host);
    }
}
