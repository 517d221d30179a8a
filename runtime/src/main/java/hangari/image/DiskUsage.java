package hangari.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * What a directory tree takes.
 *
 * @param files how many entries it has, without itself
 * @param bytes the sum of its files' sizes, one with several names counted once
 */
public record DiskUsage(long files, long bytes) {
    /**
     * Measures a tree.
     *
     * @throws ImageException if a part of it cannot be read
     */
    public static DiskUsage of(Path tree) {
        var count = new Count(tree);
        try {
            Files.walkFileTree(tree, count);
        } catch (IOException e) {
            throw ImageException.of("measure " + tree, tree, e);
        }
        return new DiskUsage(count.files, count.bytes);
    }

    /** Such as {@code 12 files, 1.9 MiB}. */
    @Override
    public String toString() {
        return files + (files == 1 ? " file, " : " files, ") + Bytes.text(bytes);
    }

    private static final class Count extends SimpleFileVisitor<Path> {
        private final Path tree;
        private final Set<Object> inodes = new HashSet<>();
        private long files;
        private long bytes;

        Count(Path tree) {
            this.tree = tree;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            files += directory.equals(tree) ? 0 : 1;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            // the key is the device and the inode
            Object key = attributes.fileKey();
            if (attributes.isRegularFile() && (key == null || inodes.add(key))) {
                bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
