package hangari.container.life.keep;

import hangari.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where containers are on disk, and what they are made of.
 *
 * @param state the state directory
 */
public record StateDirectories(Path state) {
    public StateDirectories {
        state = state.toAbsolutePath().normalize();
    }

    /** One directory for each container, by its id. */
    public Path containers() {
        return state.resolve("containers");
    }

    /** Where the own layer of each container is. */
    List<Path> stacks() {
        try (Stream<Path> found = Files.list(containers())) {
            return found.map(container -> container.resolve("stack")).toList();
        } catch (IOException e) {
            throw ImageException.of("list " + containers(), containers(), e);
        }
    }

    /** Volumes with a name. */
    public Path volumes() {
        return state.resolve("volumes");
    }

    /** What is attached to which network. */
    public Path network() {
        return state.resolve("network");
    }

    /** Images, as blobs. */
    public Path images() {
        return state.resolve("images");
    }

    /** Images, as directories to run on. */
    public Path layers() {
        return state.resolve("layers");
    }

    /** The supervisor's socket and locks. */
    public Path run() {
        return state.resolve("run");
    }

    /** Makes what is not there, for its owner alone. */
    StateDirectories furnish() {
        List.of(containers(), volumes(), run()).forEach(StateDirectories::privately);
        return this;
    }

    static void privately(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw ImageException.of("make " + directory, directory, e);
        }
    }
}
