package hangari.image.elf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A directory tree whose absolute paths and symbolic links are understood from within, as after chroot(2).
 *
 * <pre>{@code
 * Sysroot.host().resolve("/bin/sh"); // on Debian: /usr/bin/dash, by way of /bin and /usr/bin/sh
 * }</pre>
 *
 * @param root the tree's root on this machine
 */
public record Sysroot(Path root) {
    private static final int MAX_LINKS = 40;

    /** The tree that this process itself sees. */
    public static Sysroot host() {
        return new Sysroot(Path.of("/"));
    }

    /**
     * A symbolic link that was followed.
     *
     * @param path its absolute path, of which only the last name is a link
     * @param target its content
     */
    public record Link(String path, String target) {}

    /**
     * Where a path leads.
     *
     * @param path the absolute path without any link in it
     * @param links those that were followed, in order
     */
    public record Resolved(String path, List<Link> links) {
        public Resolved {
            links = List.copyOf(links);
        }
    }

    /** The place of an absolute path of the tree on this machine; no link is followed here. */
    public Path locate(String absolute) {
        String relative = absolute.replaceFirst("^/+", "");
        return root.resolve(relative);
    }

    // path_resolution(7): links are followed at every component; an absolute one begins again at the root, ".." of
    // the root is the root, and the kernel gives up after 40 links.
    /** Where an absolute path leads; empty if something on the way is missing or the links go round in circles. */
    public Optional<Resolved> resolve(String absolute) {
        Deque<String> ahead = new ArrayDeque<>(names(absolute));
        Deque<String> behind = new ArrayDeque<>();
        List<Link> links = new ArrayList<>();
        while (!ahead.isEmpty()) {
            String name = ahead.removeFirst();
            if (name.equals("..")) {
                behind.pollLast();
                continue;
            }
            behind.addLast(name);
            Path here = locate(path(behind));
            if (Files.isSymbolicLink(here)) {
                String target = content(here);
                links.add(new Link(path(behind), target));
                behind.removeLast();
                if (links.size() > MAX_LINKS) {
                    return Optional.empty();
                }
                if (target.startsWith("/")) {
                    behind.clear();
                }
                List<String> names = names(target);
                for (int i = names.size() - 1; i >= 0; i--) {
                    ahead.addFirst(names.get(i));
                }
            } else if (!Files.exists(here) || (!ahead.isEmpty() && !Files.isDirectory(here))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Resolved(path(behind), links));
    }

    private static List<String> names(String path) {
        return List.of(path.split("/", -1)).stream()
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    private static String path(Deque<String> names) {
        return "/" + String.join("/", names);
    }

    private static String content(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new ElfException(link, "cannot be read: " + e.getMessage(), e);
        }
    }
}
