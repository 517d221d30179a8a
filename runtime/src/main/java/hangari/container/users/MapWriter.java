package hangari.container.users;

import hangari.linux.Credentials;
import hangari.linux.Meeting;
import hangari.linux.proc.IdMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the map of a child that waits in its new user namespace, where none of its ids has a meaning yet.
 *
 * <p>user_namespaces(7): who has CAP_SETUID in the parent namespace writes it himself, which is root; anybody else has it
 * written by who has. A map is written once and stays.
 */
public record MapWriter(UserMap map) implements Meeting.Action {
    @Override
    public void at(long pid) {
        if (Credentials.canAdministrate()) {
            write(pid, "uid_map", map.uids());
            write(pid, "gid_map", map.gids());
        } else {
            MappingProgram.run("newuidmap", pid, map.uids());
            MappingProgram.run("newgidmap", pid, map.gids());
        }
    }

    // user_namespaces(7): "The lines … must be written by a single call to write(2)".
    private static void write(long pid, String file, IdMap map) {
        try {
            Files.writeString(Path.of("/proc", Long.toString(pid), file), map + "\n");
        } catch (IOException e) {
            throw new UsersException(
                    "cannot write /proc/" + pid + "/" + file + ": " + e.getMessage() + ": the map is "
                            + map.toString().replace('\n', ','),
                    e);
        }
    }
}
