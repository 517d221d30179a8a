package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.tree.FileTree;
import hangari.image.tree.Glob;
import hangari.image.tree.Node;
import hangari.image.tree.Shown;
import hangari.image.tree.TreePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What COPY and ADD take from a tree.
 *
 * @param items in the order in which they were named, those of a pattern in the order of their paths
 * @param several whether the destination must be a directory
 */
record Sources(List<Item> items, boolean several) {
    Sources {
        items = List.copyOf(items);
    }

    /**
     * A file, or a directory with all that is in it.
     *
     * @param name the last part of the path by which it was named
     * @param below by path relative to the directory; empty for a file
     */
    record Item(String name, Node node, SortedMap<String, Node> below) {}

    /**
     * Finds them.
     *
     * @param where for the message, such as {@code build context}
     * @throws ImageException if one is not there, or leads out of the tree
     */
    static Sources in(FileTree tree, List<String> names, String where) {
        List<Item> items = new ArrayList<>();
        boolean pattern = false;
        for (String name : names) {
            if (Glob.isPattern(name)) {
                pattern = true;
                items.addAll(matching(tree, name));
            } else {
                items.add(one(tree, name, where));
            }
        }
        if (items.isEmpty() && pattern) {
            throw new ImageException("no source files were specified: " + Shown.of(String.join(" ", names))
                    + " matches nothing in the " + where);
        }
        return new Sources(items, items.size() > 1);
    }

    private static List<Item> matching(FileTree tree, String name) {
        Pattern pattern;
        try {
            pattern = Glob.compile(TreePath.clean(name), false);
        } catch (IllegalArgumentException e) {
            throw new ImageException(String.valueOf(e.getMessage()));
        }
        List<Item> items = new ArrayList<>();
        for (String path : tree.all().keySet()) {
            if (pattern.matcher(path).matches()) {
                items.add(item(tree, path, TreePath.name(path)));
            }
        }
        return items;
    }

    private static Item one(FileTree tree, String name, String where) {
        if (leadsOut(name)) {
            throw new ImageException(
                    "forbidden path outside the " + where + ": " + Shown.of(name) + ": copy it into the " + where);
        }
        String path = tree.resolve(name);
        if (tree.find(path).isEmpty() && !tree.isDirectory(path)) {
            throw new ImageException("file not found in " + where
                    + (where.equals("build context") ? " or excluded by .dockerignore" : "") + ": stat "
                    + Shown.of(name) + ": file does not exist: check its name");
        }
        return item(tree, path, TreePath.name(TreePath.clean(name)));
    }

    private static boolean leadsOut(String name) {
        int depth = 0;
        for (String part : name.split("/+", -1)) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    // A link that is named is followed, within the tree; links below a directory are copied as links.
    private static Item item(FileTree tree, String path, String name) {
        String real = tree.resolve(path);
        if (tree.isDirectory(real)) {
            Node directory = tree.find(real).orElseGet(() -> Node.directory(0755, Node.Owner.ROOT, Instant.EPOCH));
            SortedMap<String, Node> below = new TreeMap<>();
            int prefix = real.isEmpty() ? 0 : real.length() + 1;
            tree.below(real).forEach((at, node) -> below.put(at.substring(prefix), node));
            return new Item(name, directory, below);
        }
        return new Item(
                name,
                tree.find(real)
                        .orElseThrow(() -> new ImageException(
                                Shown.of(name) + " is a link to what is not there: copy what it points to")),
                new TreeMap<>());
    }

    /** Every node, under a path that is its own. */
    SortedMap<String, Node> nodes() {
        SortedMap<String, Node> all = new TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String prefix = String.format("%08d", i) + "/" + item.name();
            all.put(prefix, item.node());
            item.below().forEach((path, node) -> all.put(prefix + "/" + path, node));
        }
        return all;
    }
}
