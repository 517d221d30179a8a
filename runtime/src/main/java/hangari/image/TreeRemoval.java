package hangari.image;

import hangari.linux.proc.MountInfo;
import hangari.linux.proc.ProcFs;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes a directory tree that a container has written: whatever is in it, nothing outside is touched.
 *
 * <p>Symbolic links are removed, never followed, even if one takes a directory's place meanwhile: every name is looked
 * up in a directory that is held open (openat(2) with O_NOFOLLOW). Directories that forbid even their owner, such as
 * the one that overlayfs leaves below its workdir with mode 000, are opened up first. A tree with a mount in it is
 * refused, for what is mounted belongs to somebody.
 */
public final class TreeRemoval {
    // Each level costs a descriptor; a hostile tree may be deeper than there are. What lies deeper is moved to the top.
    private static final int MAX_DEPTH = 100;
    private static final int MAX_PATH = 1000;

    private final SecureDirectoryStream<Path> top;
    private boolean hoisted;

    private TreeRemoval(SecureDirectoryStream<Path> top) {
        this.top = top;
    }

    /**
     * Removes the tree; nothing happens if it is not there.
     *
     * @throws ImageException naming the first file that could not be removed, or the mount inside
     */
    public static void remove(Path tree) {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            refuseMounts(tree);
            if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
                empty(tree);
            }
            Files.deleteIfExists(tree);
        } catch (IOException e) {
            throw ImageException.of("remove " + tree, tree, e);
        }
    }

    /** Removes what is left of a failure, of which the first cause is more worth telling than that of the clean-up. */
    public static void discard(Path tree) {
        try {
            remove(tree);
        } catch (ImageException e) {
            // the caller is about to say why the tree was given up
        }
    }

    private static void refuseMounts(Path tree) throws IOException {
        if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String real = tree.toRealPath().toString();
        ProcFs proc = ProcFs.host();
        List<MountInfo> mounts = proc.mounts(proc.self()).value().orElseThrow().mounts();
        for (MountInfo mount : mounts) {
            if (mount.target().equals(real) || mount.target().startsWith(real + "/")) {
                throw new ImageException("cannot remove " + tree + ": " + mount.target() + " is a mount point ("
                        + mount.type() + "): umount it first");
            }
        }
    }

    private static void empty(Path tree) throws IOException {
        openUp(tree);
        boolean hoisted;
        do {
            try (DirectoryStream<Path> names = Files.newDirectoryStream(tree)) {
                if (!(names instanceof SecureDirectoryStream<Path> held)) {
                    throw new ImageException("cannot remove " + tree + ": this Java cannot hold a directory open on "
                            + tree.getFileSystem());
                }
                var removal = new TreeRemoval(held);
                removal.empty(held, tree, 0);
                hoisted = removal.hoisted;
            }
        } while (hoisted);
    }

    private void empty(SecureDirectoryStream<Path> held, Path directory, int depth) throws IOException {
        for (Path name : names(held)) {
            Path full = directory.resolve(name);
            if (!isDirectory(held, name)) {
                held.deleteFile(name);
            } else if (depth >= MAX_DEPTH || full.toString().length() > MAX_PATH) {
                held.move(name, top, Path.of(TemporaryName.next()));
                hoisted = true;
            } else {
                openUp(full);
                try (SecureDirectoryStream<Path> inner = held.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    empty(inner, full, depth + 1);
                }
                held.deleteDirectory(name);
            }
        }
    }

    private static List<Path> names(SecureDirectoryStream<Path> held) {
        var names = new ArrayList<Path>();
        held.forEach(path -> names.add(path.getFileName()));
        return names;
    }

    private static boolean isDirectory(SecureDirectoryStream<Path> held, Path name) throws IOException {
        try {
            return held.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isDirectory();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    // Removing from a directory takes its write and search permission, listing it takes read. Root needs none of them.
    private static void openUp(Path directory) throws IOException {
        boolean shut = !Files.isReadable(directory) || !Files.isWritable(directory) || !Files.isExecutable(directory);
        if (!shut || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
}
