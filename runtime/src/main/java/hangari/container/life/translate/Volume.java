package hangari.container.life.translate;

import hangari.container.ExtraMount;
import hangari.linux.MountAttribute;
import java.nio.file.Path;
import java.util.Set;

/** A directory that lives longer than a container, or at least outside its root. */
public sealed interface Volume {
    /** Where the container sees it. */
    String target();

    boolean readOnly();

    /**
     * One of the host.
     *
     * @param create whether the source is made, as a directory, if it is not there: {@code -v} does that
     */
    record Bind(Path source, String target, boolean readOnly, ExtraMount.Propagation propagation, boolean create)
            implements Volume {}

    /**
     * One that is kept under a name.
     *
     * @param copyUp whether it is filled, while it is empty, with what the image has at the place
     */
    record Named(String name, String target, boolean readOnly, boolean copyUp) implements Volume {}

    /** One that belongs to the container alone, and that nobody named; it is filled as {@link Named} ones are. */
    record Anonymous(String target, boolean readOnly, boolean copyUp) implements Volume {}

    /**
     * What {@link Placement#volumes} calls its directory: the name, or the target, which no name can look like, of one
     * without a name. Empty for a bind, whose directory is known.
     */
    default String key() {
        if (this instanceof Named named) {
            return named.name();
        }
        return this instanceof Anonymous ? target() : "";
    }

    /** The mount, of this directory where it is not a bind. */
    default ExtraMount mount(Path directory) {
        Set<MountAttribute> attributes = readOnly() ? Set.of(MountAttribute.RDONLY) : Set.of();
        return this instanceof Bind bind
                ? new ExtraMount.Bind(bind.source(), bind.target(), attributes, bind.propagation())
                : new ExtraMount.Bind(directory, target(), attributes, ExtraMount.Propagation.PRIVATE);
    }
}
