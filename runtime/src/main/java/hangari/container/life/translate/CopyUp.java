package hangari.container.life.translate;

import hangari.container.ImageDirectory;
import hangari.container.RootFs;
import hangari.container.life.LifeException;
import hangari.container.users.UserMap;
import hangari.image.ImageException;
import hangari.image.TreeRemoval;
import hangari.linux.DirectoryFd;
import hangari.linux.KernelException;
import hangari.linux.RawPath;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Fills a container's volumes, while they are empty, with what its image has at their places: docker's copy-up.
 *
 * <pre>{@code
 * CopyUp.fill(resolved.mounts(), root, Map.of("db", Path.of("/var/lib/hangari/volumes/db/data")));
 * }</pre>
 *
 * <p>It is done at each start, and not only at the first as by docker: a volume that was emptied is filled again. One that
 * has anything in it stays as it is. The copy is made beside the volume and then moved in, name
 * by name, so that one who is killed meanwhile leaves it empty, or all but whole.
 */
public final class CopyUp {
    private static final Object ONE_AT_A_TIME = new Object();

    private CopyUp() {}

    /**
     * Fills those of them that want it.
     *
     * @param root the image with a layer above
     * @param volumes the directory of each volume, by {@link Volume#key}
     * @throws LifeException if something cannot be copied
     */
    public static void fill(Mounts mounts, RootFs root, Map<String, Path> volumes) {
        fill(mounts, root, volumes, Optional.empty());
    }

    /**
     * The same for a container with other users than the host's: in the volumes, too, the files of the image belong to
     * its own.
     */
    public static void fill(Mounts mounts, RootFs root, Map<String, Path> volumes, Optional<UserMap> users) {
        for (Volume volume : mounts.copiedUp()) {
            Path directory = volumes.get(volume.key());
            if (directory != null) {
                fill(root, volume, directory.toAbsolutePath(), users);
            }
        }
    }

    private static void fill(RootFs root, Volume volume, Path directory, Optional<UserMap> users) {
        try {
            synchronized (ONE_AT_A_TIME) {
                if (isEmpty(directory)) {
                    var unused = ImageDirectory.visit(root, volume.target(), source -> fill(source, directory, users));
                }
            }
        } catch (KernelException | ImageException e) {
            throw new LifeException(
                    LifeException.Kind.FAILED,
                    "cannot fill volume " + volume.key() + " from " + volume.target() + " of the image: "
                            + e.getMessage(),
                    e);
        }
    }

    private static boolean isEmpty(Path directory) {
        try (DirectoryFd open = DirectoryFd.open(directory)) {
            return open.names().isEmpty();
        }
    }

    private static void fill(DirectoryFd source, Path directory, Optional<UserMap> users) {
        Path beside = directory.resolveSibling(".filling-" + directory.getFileName());
        TreeRemoval.remove(beside);
        try (DirectoryFd parent = DirectoryFd.open(directory.resolveSibling("."))) {
            RawPath name = RawPath.of(beside.getFileName());
            parent.make(name, 0700);
            try (DirectoryFd draft = parent.directory(name).orElseThrow();
                    DirectoryFd volume = DirectoryFd.open(directory)) {
                TreeCopy copy = new TreeCopy(source, draft, users);
                copy.copy();
                for (RawPath entry : draft.names()) {
                    draft.move(entry, volume, entry);
                }
                copy.describe(volume.itself(), source);
            }
        } finally {
            TreeRemoval.remove(beside);
        }
    }
}
