package hangari.container.users;

import hangari.linux.Credentials;
import hangari.linux.proc.IdMap;
import hangari.linux.proc.IdMap.Range;
import hangari.linux.proc.ProcFs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who the users and groups of a container are outside.
 *
 * <pre>{@code
 * UserMap map = UserMap.rootAnd(1000, 1000, List.of(new IdMap.Range(0, 100000, 65536)), groups);
 * map.uids().outside(0);  // 1000: root in there is us
 * map.uids().outside(33); // 100032
 * }</pre>
 *
 * <p>Source: {@code user_namespaces(7)}.
 */
public record UserMap(IdMap uids, IdMap gids) {
    // user_namespaces(7): "Since Linux 4.15, this limit is 340 lines".
    private static final int MOST_LINES = 340;

    /** One user, its root. */
    public static UserMap oneId(long uid, long gid) {
        return rootAnd(uid, gid, List.of(), List.of());
    }

    /** The map of whoever has one user and these numbers of the host beside, one after the other from 1 on. */
    static UserMap rootAnd(long uid, long gid, List<Subordinate> users, List<Subordinate> groups) {
        return new UserMap(from(uid, users), from(gid, groups));
    }

    private static IdMap from(long root, List<Subordinate> more) {
        List<Range> ranges = new ArrayList<>(List.of(new Range(0, root, 1)));
        long next = 1;
        for (Subordinate range : more) {
            if (ranges.size() < MOST_LINES) {
                ranges.add(new Range(next, range.first(), range.count()));
                next += range.count();
            }
        }
        return new IdMap(ranges);
    }

    /** That of a process; empty if it has ended, or has the same ids as we. */
    public static Optional<UserMap> of(long pid) {
        ProcFs proc = ProcFs.host();
        Optional<UserMap> its = read(proc, pid);
        return its.equals(read(proc, proc.self())) ? Optional.empty() : its;
    }

    private static Optional<UserMap> read(ProcFs proc, long pid) {
        return proc.uidMap(pid).value().flatMap(uids -> proc.gidMap(pid).value().map(gids -> new UserMap(uids, gids)));
    }

    /** Whether there is nobody but root. */
    public boolean hasOneUser() {
        return count(uids) <= 1 || count(gids) <= 1;
    }

    private static long count(IdMap map) {
        return map.ranges().stream().mapToLong(Range::count).sum();
    }

    /** Whether this user with these groups can be in there. */
    public boolean has(long uid, List<Long> groups) {
        return uids.outside(uid).isPresent()
                && groups.stream().allMatch(group -> gids.outside(group).isPresent());
    }

    /** The last of the ids that are mapped from 0 on without a gap. */
    public static long last(IdMap map) {
        long next = 0;
        for (boolean more = true; more; ) {
            long from = next;
            Optional<Range> range =
                    map.ranges().stream().filter(one -> one.inside() == from).findFirst();
            next += range.map(Range::count).orElse(0L);
            more = range.isPresent();
        }
        return next - 1;
    }

    /**
     * Who a user is on the host who owns a file of an image, or of a layer above it: below there stand the container's
     * numbers, and above it the host's. Nobody's number is both, see {@link Portion}.
     */
    public long shiftedUser(long user) {
        return shifted(uids, user);
    }

    /** The same for a group. */
    public long shiftedGroup(long group) {
        return shifted(gids, group);
    }

    private static long shifted(IdMap map, long id) {
        return map.inside(id).isPresent() ? id : map.outside(id).orElse(id);
    }

    /** The other way: who such a user is in the container. */
    public long insideUser(long user) {
        return uids.inside(user).orElse(user);
    }

    /** The same for a group. */
    public long insideGroup(long group) {
        return gids.inside(group).orElse(group);
    }

    /** The number of root on the host. */
    public OptionalLong root() {
        return uids.outside(0);
    }

    /** Whether root in there is us. */
    public boolean isOurs() {
        return uids.outside(0).equals(OptionalLong.of(Credentials.uid()));
    }
}
