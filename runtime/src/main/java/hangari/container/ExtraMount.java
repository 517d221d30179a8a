package hangari.container;

import java.nio.file.Path;

/** A mount that was asked for beside those of the root. */
public sealed interface ExtraMount {
    /** Where it is mounted, as the process sees it. */
    String target();

    /** A file or directory of the host, seen at the target as well. */
    record Bind(Path source, String target) implements ExtraMount {}

    /** An empty file system in memory. */
    record Tmpfs(String target) implements ExtraMount {}

    /** The processes of the PID namespace that the box is in. */
    record Proc(String target) implements ExtraMount {}
}
