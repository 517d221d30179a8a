package hangari.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory drawn as a tree, in the manner of {@code tree(1)}; at most forty lines. */
final class Tree {
    private static final int MOST = 40;

    private final StringBuilder text = new StringBuilder();
    private int lines;

    private Tree() {}

    static String of(Path directory) {
        Tree tree = new Tree();
        tree.text.append(directory);
        tree.children(directory, "");
        return tree.text.toString();
    }

    private void children(Path directory, String indent) {
        List<Path> children;
        try (Stream<Path> found = Files.list(directory)) {
            children = found.sorted().toList();
        } catch (IOException e) {
            text.append("  (cannot be listed)");
            return;
        }
        for (int i = 0; i < children.size() && lines <= MOST; i++) {
            boolean last = i == children.size() - 1;
            line(indent + (last ? "└── " : "├── "), children.get(i));
            if (Files.isDirectory(children.get(i), LinkOption.NOFOLLOW_LINKS)) {
                children(children.get(i), indent + (last ? "    " : "│   "));
            }
        }
    }

    private void line(String lead, Path file) {
        lines++;
        if (lines > MOST) {
            text.append("\n").append("…");
            return;
        }
        text.append("\n").append(lead).append(file.getFileName());
        if (Files.isSymbolicLink(file)) {
            text.append(" -> ").append(target(file));
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "?";
        }
    }
}
