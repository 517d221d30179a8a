package hangari.image.tree;

import hangari.image.ImageException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files by path, in the order of their paths.
 *
 * <pre>{@code
 * var tree = new FileTree();
 * tree.put("usr/bin/ls", Node.file(0755, Instant.EPOCH, new byte[0]));
 * tree.put("bin", Node.symlink("/usr/bin", Owner.ROOT, Instant.EPOCH));
 * tree.resolve("bin/ls"); // usr/bin/ls
 * }</pre>
 *
 * <p>The root itself has no node unless one was put at the empty path.
 */
public final class FileTree {
    private static final int MOST = 2_000_000;
    // path_resolution(7): "the maximum number of symbolic link resolutions … is 40"
    private static final int MOST_LINKS = 40;

    private final TreeMap<String, Node> nodes = new TreeMap<>();

    /** What stands at a path; links are not followed. */
    public Optional<Node> find(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    /** Whether there is a directory, be it only because something is in it. */
    public boolean isDirectory(String path) {
        Node node = nodes.get(path);
        return node == null ? path.isEmpty() || !below(path).isEmpty() : node.isDirectory();
    }

    /** Everything below a directory, by whole path. */
    public SortedMap<String, Node> below(String path) {
        // '0' is the character behind '/'
        return Collections.unmodifiableSortedMap(
                path.isEmpty() ? nodes.tailMap("", false) : nodes.subMap(path + "/", path + "0"));
    }

    /** Everything, by path. */
    public SortedMap<String, Node> all() {
        return Collections.unmodifiableSortedMap(nodes);
    }

    /** How many nodes there are. */
    public int size() {
        return nodes.size();
    }

    /**
     * Puts a node at a path. It takes the place of what was there; a directory keeps what is in it. What is no directory
     * and stands in the way gives way.
     */
    public void put(String path, Node node) {
        if (nodes.size() >= MOST && !nodes.containsKey(path)) {
            throw new ImageException("more than " + MOST + " files: leave some out");
        }
        makeWay(path);
        if (!node.isDirectory()) {
            removeBelow(path);
        }
        nodes.put(path, node);
    }

    private void makeWay(String path) {
        for (String at = TreePath.parent(path); !at.isEmpty(); at = TreePath.parent(at)) {
            Node node = nodes.get(at);
            if (node != null && !node.isDirectory()) {
                nodes.put(at, Node.directory(0755, Node.Owner.ROOT, Instant.EPOCH));
            }
        }
    }

    /** Removes what stands at a path, and all that is below it. */
    public void remove(String path) {
        nodes.remove(path);
        removeBelow(path);
    }

    /** Removes all that is below a directory. */
    public void removeBelow(String path) {
        (path.isEmpty() ? nodes.tailMap("", false) : nodes.subMap(path + "/", path + "0")).clear();
    }

    /**
     * Follows every link of a path, also the last, as a process would whose root is this tree. What is not there stays
     * in the path as it is.
     *
     * @throws ImageException if the links lead in a circle
     */
    public String resolve(String path) {
        Deque<String> open = new ArrayDeque<>(List.of(path.split("/", -1)));
        List<String> done = new ArrayList<>();
        int links = 0;
        while (!open.isEmpty()) {
            String part = open.pop();
            if (part.equals("..")) {
                if (!done.isEmpty()) {
                    done.remove(done.size() - 1);
                }
                continue;
            }
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            done.add(part);
            Node node = nodes.get(String.join("/", done));
            if (node == null || !node.isSymlink()) {
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new ImageException("too many levels of symbolic links in " + Shown.of(path)
                        + ": they lead in a circle: remove one");
            }
            done.remove(done.size() - 1);
            follow(node.link(), open, done);
        }
        return String.join("/", done);
    }

    private static void follow(String target, Deque<String> open, List<String> done) {
        if (target.startsWith("/")) {
            done.clear();
        }
        List<String> parts = List.of(target.split("/", -1));
        for (int i = parts.size() - 1; i >= 0; i--) {
            open.push(parts.get(i));
        }
    }
}
