package hangari.cli.image;

import hangari.cli.text.Size;
import hangari.image.LayerChange;
import hangari.image.LayerChanges;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a layer changes, drawn in the manner of tree(1): a letter for each path, and how many bytes it takes. Below a
 * depth, a directory stands for all that is in it.
 */
public final class ChangeTree {
    private final int depth;
    private final List<String> lines = new ArrayList<>();

    private ChangeTree(int depth) {
        this.depth = depth;
    }

    /** A name, what became of it, and what is below it. */
    private static final class Node {
        private final Map<String, Node> children = new TreeMap<>();
        private char letter = ' ';
        private long bytes;

        long total() {
            return bytes + children.values().stream().mapToLong(Node::total).sum();
        }

        long count() {
            return (letter == ' ' ? 0 : 1)
                    + children.values().stream().mapToLong(Node::count).sum();
        }
    }

    /**
     * The lines.
     *
     * @param depth how many levels are drawn
     */
    public static List<String> lines(LayerChanges changes, int depth) {
        Node root = new Node();
        for (LayerChange change : changes.changes()) {
            Node at = root;
            for (String name : change.path().substring(1).split("/", -1)) {
                at = at.children.computeIfAbsent(name, missing -> new Node());
            }
            at.letter = change.letter();
            at.bytes = bytes(change);
        }
        var tree = new ChangeTree(depth);
        tree.draw(root, "", 1);
        return tree.lines;
    }

    private void draw(Node node, String indent, int level) {
        Iterator<Map.Entry<String, Node>> children = node.children.entrySet().iterator();
        while (children.hasNext()) {
            Map.Entry<String, Node> child = children.next();
            boolean last = !children.hasNext();
            lines.add(line(child.getKey(), child.getValue(), indent + (last ? "└── " : "├── "), level));
            if (level < depth) {
                draw(child.getValue(), indent + (last ? "    " : "│   "), level + 1);
            }
        }
    }

    private String line(String name, Node node, String indent, int level) {
        String size = node.total() > 0 ? "  " + Size.of(node.total()) : "";
        boolean folded = level >= depth && !node.children.isEmpty();
        long more = node.count() - (node.letter == ' ' ? 0 : 1);
        return node.letter + " " + indent + name + (node.children.isEmpty() ? "" : "/") + size
                + (folded ? "  (" + more + " more)" : "");
    }

    private static long bytes(LayerChange change) {
        if (change instanceof LayerChange.Added added) {
            return added.bytes();
        }
        return change instanceof LayerChange.Modified modified ? modified.bytes() : 0;
    }
}
