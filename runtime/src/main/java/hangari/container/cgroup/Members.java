package hangari.container.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Who is in a group: its processes, and the groups below it. */
final class Members {
    private Members() {}

    /** The processes of this directory, as our PID namespace numbers them; none if it is gone. */
    static List<Long> of(Path directory) {
        try {
            // cgroups(7): "it is not guaranteed that PIDs are sorted or unique"; 0 is one that we cannot see.
            return Files.readString(directory.resolve("cgroup.procs"), StandardCharsets.UTF_8)
                    .lines()
                    .map(Long::valueOf)
                    .filter(pid -> pid > 0)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The directories directly below it. */
    static List<Path> below(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
