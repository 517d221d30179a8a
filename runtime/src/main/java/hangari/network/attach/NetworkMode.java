package hangari.network.attach;

import java.util.regex.Pattern;

/** Which network a container is in, as {@code --network} says it. */
public sealed interface NetworkMode {
    /** The name of the network that is there without having been made. */
    String BRIDGE = "bridge";

    /** A namespace of its own with nothing but its loopback. */
    record None() implements NetworkMode {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** The host's own. */
    record OfHost() implements NetworkMode {
        @Override
        public String toString() {
            return "host";
        }
    }

    /**
     * A namespace of its own, with a cable to a bridge on the host.
     *
     * @param network the name of the network
     */
    record Bridge(String network) implements NetworkMode {
        private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");

        public Bridge {
            if (!NAME.matcher(network).matches()) {
                throw new IllegalArgumentException("bad network name \"" + network
                        + "\": use letters, figures, '_', '.' and '-', at most 63, a letter or figure first");
            }
        }

        @Override
        public String toString() {
            return network;
        }
    }

    /** That of another container, which has been started already. */
    record OfContainer(String id) implements NetworkMode {
        @Override
        public String toString() {
            return "container:" + id;
        }
    }

    /** Reads {@code none}, {@code host}, {@code bridge}, {@code container:ID} or the name of a network. */
    static NetworkMode parse(String text) {
        if (text.startsWith("container:")) {
            return new OfContainer(text.substring("container:".length()));
        }
        return switch (text) {
            case "none" -> new None();
            case "host" -> new OfHost();
            case "default", "" -> new Bridge(BRIDGE);
            default -> new Bridge(text);
        };
    }

    /** Whether the container's child is to be cloned into a new network namespace. */
    default boolean ownNamespace() {
        return this instanceof None || this instanceof Bridge;
    }
}
