package hangari.container.life.keep;

import hangari.container.life.translate.CopyUp;
import hangari.container.life.translate.Mounts;
import hangari.container.life.translate.Volume;
import hangari.container.users.Portion;
import hangari.container.users.UserMap;
import hangari.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directories of a container's volumes.
 *
 * @param lower the layers of its image, the lowest first
 */
record VolumeDirectories(StateDirectories directories, ContainerDirectory files, List<String> lower) {
    /** Makes those that are not there, and fills the empty ones with what the image has; by {@link Volume#key}. */
    Map<String, Path> prepared(Mounts mounts, Optional<UserMap> users) {
        Map<String, Path> found = new HashMap<>();
        for (Volume volume : mounts.volumes()) {
            if (!(volume instanceof Volume.Bind bind)) {
                found.put(volume.key(), made(directory(volume, found.size()), users));
            } else if (bind.create() && !Files.exists(bind.source())) {
                made(bind.source(), Optional.empty());
            }
        }
        CopyUp.fill(mounts, files.root(lower), found, users);
        return found;
    }

    private Path directory(Volume volume, int number) {
        return volume instanceof Volume.Named named
                ? directories.volumes().resolve(named.name()).resolve("data")
                : files.volumes().resolve(Integer.toString(number));
    }

    /** @param users to whose root it is given when it is made */
    private static Path made(Path directory, Optional<UserMap> users) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
                users.filter(map -> !map.isOurs()).ifPresent(map -> Portion.give(directory, map, 0, 0));
            }
            return directory;
        } catch (IOException e) {
            throw ImageException.of("make volume " + directory, directory, e);
        }
    }
}
