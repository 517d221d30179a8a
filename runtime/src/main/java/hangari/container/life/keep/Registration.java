package hangari.container.life.keep;

import hangari.container.life.ContainerConfig;
import java.time.Instant;
import java.util.List;

/**
 * What stays the same of a container, but for its name.
 *
 * @param imageDigest of the image it was made of; empty if of directories
 * @param lower the layers of its root, the lowest first
 */
record Registration(
        String id, String name, Instant created, ContainerConfig config, String imageDigest, List<String> lower) {
    private static final int SHORT = 12;

    Registration {
        lower = List.copyOf(lower);
    }

    Registration named(String other) {
        return new Registration(id, other, created, config, imageDigest, lower);
    }

    /** The digits that people use. */
    String shortId() {
        return id.substring(0, SHORT);
    }
}
