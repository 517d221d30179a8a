package hangari.cli.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a disk has room for a session: better one clear line before than a riddle in the middle of a lesson. */
final class Room {
    /** A root with a shell and a handful of programs takes a tenth of it. */
    private static final long ENOUGH = 64L << 20;

    private Room() {}

    static void check(Path directory) throws IOException {
        check(Files.getFileStore(directory).getUsableSpace());
    }

    static void check(long usable) throws IOException {
        if (usable < ENOUGH) {
            throw new NoRoomException(usable >> 20, ENOUGH >> 20);
        }
    }
}
