package hangari.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The devices in the host's {@code /dev}, for a container that may use them all. */
final class HostDevices {
    private static final Path DEV = Path.of("/dev");
    private static final int DEEPEST = 4;
    private static final int MOST = 1000;
    /** A container has its own of these. */
    private static final Set<String> OWN = Set.of("pts", "shm", "mqueue", "console", "ptmx");

    private HostDevices() {}

    /** Their names below {@code /dev}. */
    static List<String> names() {
        try (Stream<Path> files = Files.walk(DEV, DEEPEST)) {
            return files.filter(HostDevices::isDevice)
                    .map(path -> DEV.relativize(path))
                    .filter(name -> !OWN.contains(name.getName(0).toString()))
                    .map(Path::toString)
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the devices in /dev: " + e.getMessage(), e);
        }
    }

    // inode(7), S_IFMT: a character device is 0020000 and a block device 0060000.
    private static boolean isDevice(Path path) {
        try {
            int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            int kind = mode & 0170000;
            return kind == 0020000 || kind == 0060000;
        } catch (IOException e) {
            return false;
        }
    }
}
