package hangari.image.tree;

import hangari.image.ImageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The form that paths have in a tree: {@code usr/bin}, without a slash at either end; the root is empty. */
public final class TreePath {
    // limits.h: PATH_MAX
    private static final int LONGEST = 4096;
    // limits.h: NAME_MAX
    private static final int LONGEST_NAME = 255;
    private static final int DEEPEST = 200;

    private TreePath() {}

    /**
     * The path of an archive's entry.
     *
     * @throws ImageException if it leads out of the tree, or no file can have this name
     */
    public static String ofEntry(String name) {
        if (name.indexOf('\0') >= 0 || name.length() > LONGEST) {
            throw refused(name, "no file can have this name");
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : name.split("/+", -1)) {
            if (part.equals("..")) {
                throw refused(name, "it leads out of the archive");
            }
            if (part.length() > LONGEST_NAME) {
                throw refused(name, "no file can have this name");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (parts.size() > DEEPEST) {
            throw refused(name, "it is more than " + DEEPEST + " directories deep");
        }
        return String.join("/", parts);
    }

    private static ImageException refused(String name, String why) {
        String shown = Shown.of(name);
        return new ImageException("bad entry " + shown + " in an archive: " + why + ": do not trust who made it");
    }

    /** A path with its dots resolved as text; those that lead out of the root stay in the root. */
    public static String clean(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/+", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** What lies below a directory. */
    public static String join(String directory, String name) {
        if (directory.isEmpty() || name.isEmpty()) {
            return directory + name;
        }
        return directory + "/" + name;
    }

    /** The directory that it is in. */
    public static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The last part of it. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static List<String> parts(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    }
}
