package hangari.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Copies a file's content, permissions and time; the copy appears whole or not at all. */
final class FileCopy {
    private FileCopy() {}

    /**
     * Copies a file; one that is there already is replaced.
     *
     * <p>The set-user-ID bit is not copied: a root of ours is no place for a program that gives away rights.
     */
    static void copy(Path source, Path target) throws IOException {
        Path directory = target.getParent();
        if (directory == null) {
            throw new NoSuchFileException(target.toString());
        }
        Path unfinished = directory.resolve(TemporaryName.next());
        try {
            bytes(source, unfinished);
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(source);
            permissions.add(PosixFilePermission.OWNER_READ);
            Files.setPosixFilePermissions(unfinished, permissions);
            Files.setLastModifiedTime(unfinished, Files.getLastModifiedTime(source));
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    // transferTo becomes copy_file_range(2) on newer JDKs, which shares the blocks where the file system can
    // (btrfs, xfs), and sendfile(2) on older ones.
    private static void bytes(Path source, Path target) throws IOException {
        try (FileChannel from = FileChannel.open(source);
                FileChannel to = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            long size = from.size();
            long done = 0;
            while (done < size) {
                long moved = from.transferTo(done, size - done, to);
                if (moved == 0) {
                    throw new IOException(source + " has become shorter while it was copied");
                }
                done += moved;
            }
        }
    }
}
