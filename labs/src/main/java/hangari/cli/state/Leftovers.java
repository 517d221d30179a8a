package hangari.cli.state;

import java.io.IOException;
import java.nio.file.Path;

/** What a session leaves: processes, mounts below its directory, and the directory. */
final class Leftovers {
    private Leftovers() {}

    /** Removes them, in the order in which each may hold the next; returns how many processes were ended. */
    static int remove(Path directory, String token) throws IOException {
        int killed = new OwnedProcesses(token).kill();
        MountsBelow.detach(directory);
        FileTree.delete(directory);
        return killed;
    }
}
