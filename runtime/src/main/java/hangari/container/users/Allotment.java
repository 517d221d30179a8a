package hangari.container.users;

import hangari.linux.Credentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The users that a container of an ordinary user can have.
 *
 * @param map empty if it can have one only
 * @param remedy why it has one only, and what would help; empty if it has more
 */
public record Allotment(Optional<UserMap> map, String remedy) {
    /** Ours, as this host is now. */
    public static Allotment ours() {
        return of(Path.of("/"), name(), Credentials.uid(), Credentials.gid());
    }

    private static String name() {
        return System.getProperty("user.name", "");
    }

    static Allotment of(Path host, String name, long uid, long gid) {
        for (String program : List.of("newuidmap", "newgidmap")) {
            if (MappingProgram.find(host, program).isEmpty()) {
                return none(program + " is not installed: sudo apt-get install uidmap");
            }
        }
        List<String> names = List.of(name, Long.toString(uid));
        List<Subordinate> users = Subordinate.of(host.resolve("etc/subuid"), names);
        List<Subordinate> groups = Subordinate.of(host.resolve("etc/subgid"), names);
        if (users.isEmpty() || groups.isEmpty()) {
            String file = users.isEmpty() ? "/etc/subuid" : "/etc/subgid";
            return none(file + " allots no ids to " + name + ": sudo usermod --add-subuids 100000-165535"
                    + " --add-subgids 100000-165535 " + name);
        }
        return new Allotment(Optional.of(UserMap.rootAnd(uid, gid, users, groups)), "");
    }

    private static Allotment none(String remedy) {
        return new Allotment(Optional.empty(), remedy);
    }
}
