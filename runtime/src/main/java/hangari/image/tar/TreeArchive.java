package hangari.image.tar;

import hangari.image.ImageException;
import hangari.linux.DirectoryFd;
import hangari.linux.KernelException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A directory tree as an archive: a directory before what is in it, names in the order of their bytes.
 *
 * <p>The tree may belong to somebody who changes it meanwhile: each directory is held open while it is read, nothing is
 * followed, and a file that changes its length is an error. Sockets are left out, as every tar does; a directory on
 * which something else is mounted is written without what is in it. To an ordinary user all files belong that a container
 * of theirs made; in the archive they are root's, or whose it was noted that they should be.
 *
 * @param purpose what it is written for
 * @param latest a later time of change is set back to this one
 */
public record TreeArchive(Path directory, Purpose purpose, Optional<Instant> latest) {
    /** What an archive is written for. */
    public enum Purpose {
        /** Overlayfs's marks for what is gone become those of a layer. */
        LAYER,
        /** What a container sees, as it is. */
        EXPORT
    }

    /** A container's file system, as {@code docker export} writes it. */
    public static TreeArchive export(Path merged) {
        return new TreeArchive(merged, Purpose.EXPORT, Optional.empty());
    }

    /**
     * Writes the archive; the stream is not closed.
     *
     * @throws ImageException if the tree cannot be read whole
     * @throws IOException if the archive cannot be written
     */
    public void writeTo(OutputStream out) throws IOException {
        try (DirectoryFd root = DirectoryFd.open(directory)) {
            var tar = new TarWriter(out);
            new TreeWalk(this, MountRule.NONE, tar).contents(root);
            tar.finish();
        } catch (KernelException e) {
            throw unreadable(e);
        }
    }

    private ImageException unreadable(KernelException cause) {
        return new ImageException("cannot read " + directory + ": " + cause.getMessage());
    }
}
