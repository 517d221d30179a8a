package hangari.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process was given for its standard input and output. */
enum StandardStream {
    IN(0),
    OUT(1);

    private final int descriptor;

    StandardStream(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Whether it leads to a terminal. Source: {@code tty(4)}, {@code pts(4)}, {@code console(4)}. */
    boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", String.valueOf(descriptor)))
                    .toString();
            return target.matches("/dev/(pts/\\d+|tty\\w*|console)");
        } catch (IOException e) {
            return false;
        }
    }
}
