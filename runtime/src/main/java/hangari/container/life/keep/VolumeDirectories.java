package hangari.container.life.keep;

import hangari.container.life.translate.Mounts;
import hangari.container.life.translate.Volume;
import hangari.image.ImageException;
import hangari.image.LayerCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The directories of a container's volumes.
 *
 * @param lower the layers of its image, the lowest first
 */
record VolumeDirectories(StateDirectories directories, ContainerDirectory files, List<String> lower) {
    /** Makes those that are not there, with what the image has at their place; by {@link Volume#key}. */
    Map<String, Path> prepared(Mounts mounts) {
        List<Volume> copiedUp = mounts.copiedUp();
        Map<String, Path> found = new HashMap<>();
        for (Volume volume : mounts.volumes()) {
            if (volume instanceof Volume.Bind bind) {
                if (bind.create() && !Files.exists(bind.source())) {
                    made(bind.source());
                }
            } else {
                Path directory = directory(volume, found.size());
                made(directory.resolveSibling(""));
                boolean filled = copiedUp.contains(volume) && isEmpty(directory) && fill(volume, directory);
                found.put(volume.key(), filled ? directory : made(directory));
            }
        }
        return found;
    }

    private Path directory(Volume volume, int number) {
        return volume instanceof Volume.Named named
                ? directories.volumes().resolve(named.name()).resolve("data")
                : files.volumes().resolve(Integer.toString(number));
    }

    private boolean fill(Volume volume, Path directory) {
        return LayerCopy.of(lower.stream().map(Path::of).toList()).copy(volume.target(), directory);
    }

    private static boolean isEmpty(Path directory) {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw ImageException.of("read volume " + directory, directory, e);
        }
    }

    private static Path made(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return directory;
        } catch (IOException e) {
            throw ImageException.of("make volume " + directory, directory, e);
        }
    }
}
