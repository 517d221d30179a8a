package hangari.container.users;

import hangari.linux.proc.IdMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The users of a container of root's that has others than the host: 65536 ids that no other container has, out of those
 * that {@code /etc/subuid} allots to {@code containers}, as podman, or to {@code dockremap}, as docker calls it.
 *
 * <p>Whose a portion is stands nowhere but on the disk: the directory of a container's own layer belongs to its root.
 */
public final class Portion {
    private static final long SIZE = 65536;
    private static final List<String> NAMES = List.of("containers", "dockremap");
    private static final Object ONE_AT_A_TIME = new Object();

    private Portion() {}

    /**
     * That of the container whose own layer is in this directory; empty if it has the users of the host.
     *
     * @param own the directory with {@code upper} and {@code work}
     */
    public static Optional<UserMap> of(Path own) {
        try {
            long uid = owner(own, "uid");
            long gid = owner(own, "gid");
            return uid < SIZE ? Optional.empty() : Optional.of(map(uid, gid));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long owner(Path file, String kind) throws IOException {
        return Integer.toUnsignedLong((Integer) Files.getAttribute(file, "unix:" + kind, LinkOption.NOFOLLOW_LINKS));
    }

    private static UserMap map(long uid, long gid) {
        return new UserMap(
                new IdMap(List.of(new IdMap.Range(0, uid, SIZE))), new IdMap(List.of(new IdMap.Range(0, gid, SIZE))));
    }

    /**
     * Gives the container a portion, unless it has one.
     *
     * @param own the directory with its {@code upper} and {@code work}
     * @param others the same of all other containers
     * @throws UsersException if none is left
     */
    public static UserMap claim(Path own, List<Path> others) {
        return claim(Path.of("/"), own, others);
    }

    static UserMap claim(Path host, Path own, List<Path> others) {
        synchronized (ONE_AT_A_TIME) {
            Optional<UserMap> there = of(own);
            if (there.isPresent()) {
                return there.get();
            }
            Set<UserMap> taken = new HashSet<>();
            others.forEach(other -> of(other).ifPresent(taken::add));
            UserMap free = portions(host)
                    .filter(one -> !taken.contains(one))
                    .findFirst()
                    .orElseThrow(() -> new UsersException(missing(host)));
            give(own, free);
            return free;
        }
    }

    /**
     * Gives the container the portion of another one, which it joins.
     *
     * @throws UsersException if its files have other owners already
     */
    public static void share(Path own, UserMap users) {
        synchronized (ONE_AT_A_TIME) {
            Optional<UserMap> there = of(own);
            if (there.isEmpty()) {
                give(own, users);
            } else if (!there.get().equals(users)) {
                throw new UsersException(
                        "the files of the container belong to users that are not those of the container"
                                + " that it joins: make it anew");
            }
        }
    }

    private static Stream<UserMap> portions(Path host) {
        return NAMES.stream()
                .map(name -> Map.entry(
                        Subordinate.of(host.resolve("etc/subuid"), List.of(name)),
                        Subordinate.of(host.resolve("etc/subgid"), List.of(name))))
                .filter(ranges ->
                        !ranges.getKey().isEmpty() && !ranges.getValue().isEmpty())
                .findFirst()
                .map(ranges ->
                        portions(ranges.getKey().get(0), ranges.getValue().get(0)))
                .orElse(Stream.empty());
    }

    /** In their order. Below 65536 are users of the host, and of images: that could not be told apart. */
    private static Stream<UserMap> portions(Subordinate users, Subordinate groups) {
        long count = Math.min(users.count(), groups.count()) / SIZE;
        return Stream.iterate(0L, i -> i < count, i -> i + 1)
                .map(i -> map(users.first() + i * SIZE, groups.first() + i * SIZE))
                .filter(map -> map.uids().outside(0).orElse(0) >= SIZE
                        && map.gids().outside(0).orElse(0) >= SIZE);
    }

    private static String missing(Path host) {
        return portions(host).findAny().isPresent()
                ? "every portion of 65536 ids in /etc/subuid and /etc/subgid has its container: remove one, or allot more"
                : "/etc/subuid and /etc/subgid allot no 65536 ids to \"containers\" for --userns auto: add the line"
                        + " containers:2147483647:2147483648 to both";
    }

    /** The directory last: who has it, has all of it. */
    private static void give(Path own, UserMap map) {
        for (Path path : List.of(own.resolve("upper"), own.resolve("work"), own)) {
            give(path, map, 0, 0);
        }
    }

    /** Gives a file of ours to this user of the container. */
    public static void give(Path file, UserMap map, long uid, long gid) {
        try {
            Files.setAttribute(
                    file, "unix:gid", (int) map.gids().outside(gid).orElseThrow(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(
                    file, "unix:uid", (int) map.uids().outside(uid).orElseThrow(), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UsersException("cannot give " + file + " to the root of a container: " + e.getMessage(), e);
        }
    }
}
