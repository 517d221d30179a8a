package hangari.cli.doctor;

import hangari.lesson.model.Feature;
import java.util.Locale;
import java.util.Optional;

/** What is looked at, in the order in which it is told. */
public enum Topic {
    KERNEL,
    ARCHITECTURE,
    JDK,
    USER,
    CHROOT(Feature.CHROOT),
    USERNS(Feature.USERNS),
    NETNS(Feature.NETNS),
    OVERLAY(Feature.OVERLAY),
    CGROUP(Feature.CGROUP),
    SECCOMP,
    ID_RANGES,
    KVM(Feature.KVM),
    QEMU(Feature.QEMU);

    private final Optional<Feature> feature;

    Topic() {
        this.feature = Optional.empty();
    }

    Topic(Feature feature) {
        this.feature = Optional.of(feature);
    }

    /** What lessons cannot ask for if this is missing. */
    public Optional<Feature> feature() {
        return feature;
    }

    /** The name in JSON and in the phrases. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
