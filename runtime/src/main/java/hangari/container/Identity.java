package hangari.container;

import java.util.List;
import java.util.stream.Stream;

/**
 * As whom a process runs, by numbers: names are looked up beforehand, in the image's own files (see {@link
 * ImageUsers}).
 *
 * @param uid the user
 * @param gid the group
 * @param groups further groups
 */
public record Identity(long uid, long gid, List<Long> groups) {
    /** The superuser, of whichever user namespace. */
    public static final Identity ROOT = new Identity(0, 0, List.of());

    // credentials(7); setuid(2): (uid_t) -1 means "leave it as it is", so nobody can be it.
    private static final long HIGHEST = 0xFFFF_FFFEL;

    public Identity {
        groups = List.copyOf(groups);
        check("user", uid);
        check("group", gid);
        groups.forEach(group -> check("group", group));
    }

    /**
     * The group and the further ones. Its own is among them, or a program that changes its group could lose one that a
     * file denies, and so be let in (CVE-2022-36109).
     */
    List<Long> allGroups() {
        return Stream.concat(Stream.of(gid), groups.stream()).distinct().toList();
    }

    private static void check(String what, long id) {
        if (id < 0 || id > HIGHEST) {
            throw new IllegalArgumentException(what + " " + id + ": an id is between 0 and " + HIGHEST);
        }
    }

    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
