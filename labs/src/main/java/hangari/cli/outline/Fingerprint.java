package hangari.cli.outline;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeSet;

/** What changes when a file below a folder is written, added, removed or renamed. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Path folder) throws IOException {
        TreeSet<String> files = new TreeSet<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(folder.relativize(file) + " " + attributes.size() + " "
                        + attributes.lastModifiedTime().toInstant());
                return FileVisitResult.CONTINUE;
            }
        });
        return folder.toRealPath() + " " + Integer.toHexString(files.hashCode()) + " " + files.size();
    }
}
