package hangari.container.life.keep;

import hangari.container.life.translate.Mounts;
import hangari.container.life.translate.Volume;
import hangari.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The directories of a container's volumes.
 *
 * @param lower the layers of its image, the lowest first
 */
record VolumeDirectories(StateDirectories directories, ContainerDirectory files, List<String> lower) {
    /** Makes those that are not there; by {@link Volume#key}. */
    Map<String, Path> prepared(Mounts mounts) {
        Map<String, Path> found = new HashMap<>();
        int anonymous = 0;
        for (Volume volume : mounts.volumes()) {
            if (volume instanceof Volume.Named named) {
                found.put(
                        volume.key(),
                        made(directories.volumes().resolve(named.name()).resolve("data")));
            } else if (volume instanceof Volume.Anonymous) {
                found.put(volume.key(), made(files.volumes().resolve(Integer.toString(anonymous++))));
            } else if (volume instanceof Volume.Bind bind && bind.create() && !Files.exists(bind.source())) {
                made(bind.source());
            }
        }
        return found;
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
