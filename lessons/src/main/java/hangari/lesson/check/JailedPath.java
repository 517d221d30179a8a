package hangari.lesson.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a file below a directory as a process would whose root that directory is: no link leads out of it. */
final class JailedPath {
    /** path_resolution(7): "the maximum number of symbolic links that will be followed is 40". */
    private static final int MOST_LINKS = 40;

    private JailedPath() {}

    /** The path on the host; empty if its links go round in a circle. The file need not exist. */
    static Optional<Path> resolve(Path root, String path) throws IOException {
        Deque<String> rest = new ArrayDeque<>(names(path));
        Path at = root;
        int links = 0;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (name.equals("..")) {
                at = Optional.ofNullable(at.getParent())
                        .filter(parent -> parent.startsWith(root))
                        .orElse(root);
                continue;
            }
            Path next = at.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            links++;
            if (links > MOST_LINKS) {
                return Optional.empty();
            }
            String target = Files.readSymbolicLink(next).toString();
            at = target.startsWith("/") ? root : at;
            List<String> names = names(target);
            for (int i = names.size() - 1; i >= 0; i--) {
                rest.push(names.get(i));
            }
        }
        return Optional.of(at);
    }

    /** Whether something is there, even if it is only a link. */
    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<String> names(String path) {
        return Stream.of(path.split("/", -1))
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }
}
