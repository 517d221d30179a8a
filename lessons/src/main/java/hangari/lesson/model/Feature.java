package hangari.lesson.model;

import java.util.Locale;
import java.util.Optional;

/** Something a step needs that not every machine can do. */
public enum Feature {
    /** A new root directory: root, or an unprivileged user namespace. */
    CHROOT,
    USERNS,
    OVERLAY,
    NETNS,
    CGROUP,
    KVM,
    QEMU;

    /** The name in a lesson file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The feature with this name, if there is one. */
    public static Optional<Feature> of(String key) {
        for (Feature feature : values()) {
            if (feature.key().equals(key)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }
}
