package hangari.image;

import hangari.image.RootPlan.Entry;
import java.util.ArrayList;
import java.util.List;

/** Draws a plan in the manner of tree(1), with the reasons in a column of their own. */
final class PlanTree {
    private final List<Entry> entries;
    private final List<String> names = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    private PlanTree(List<Entry> entries) {
        this.entries = entries;
    }

    static String draw(RootPlan plan) {
        var tree = new PlanTree(plan.entries());
        tree.children("/", "");
        int width = tree.names.stream().mapToInt(String::length).max().orElse(0);
        var text = new StringBuilder("/");
        for (int i = 0; i < tree.names.size(); i++) {
            String name = tree.names.get(i);
            String line = name + " ".repeat(width - name.length() + 2) + tree.reasons.get(i);
            text.append("\n").append(line.stripTrailing());
        }
        return text.toString();
    }

    private void children(String directory, String indent) {
        List<Entry> children = entries.stream()
                .filter(entry -> parent(entry.path()).equals(directory))
                .toList();
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            Entry child = children.get(i);
            names.add(indent + (last ? "└── " : "├── ") + label(child));
            reasons.add(child.reason());
            children(child.path(), indent + (last ? "    " : "│   "));
        }
    }

    private static String label(Entry entry) {
        String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
        if (entry instanceof RootPlan.Symlink link) {
            return name + " -> " + link.target();
        }
        return entry instanceof RootPlan.Copy copy ? name + " (" + Bytes.text(copy.bytes()) + ")" : name;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }
}
