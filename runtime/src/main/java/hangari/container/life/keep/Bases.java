package hangari.container.life.keep;

import hangari.container.life.ContainerConfig;
import hangari.container.life.LifeException;
import hangari.image.oci.ImageConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a container is made of: the layers of an image, or directories that stand in for one. */
interface Bases {
    /**
     * What was found.
     *
     * @param digest of the image; empty if they are directories
     * @param lower its layers as directories, the lowest first
     * @param image what the image says of itself
     */
    record Base(String digest, List<String> lower, Optional<ImageConfig> image) {
        public Base {
            lower = List.copyOf(lower);
        }
    }

    /** Keeps what is found from being removed, until it is in use. */
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /** What this request is about. */
    Base find(ContainerConfig config);

    /** To be had while something is found and put to use. */
    Claim claim();

    /** Notes that a container is made of it, before there is that container. */
    void use(Registration registration);

    /** The container is gone. */
    void forget(String id);

    /** These containers are all that there are. */
    void forgetAllBut(Set<String> ids);

    /** Directories that stand in for an image. */
    static Base directories(ContainerConfig config) {
        List<String> lower = config.rootfs().stream()
                .map(directory -> Path.of(directory).toAbsolutePath().normalize())
                .map(directory -> {
                    if (!Files.isDirectory(directory)) {
                        throw new LifeException(
                                LifeException.Kind.BAD_REQUEST, directory + " is no directory: name one with a root");
                    }
                    return directory.toString();
                })
                .toList();
        return new Base("", lower, Optional.empty());
    }
}
