package hangari.container.users;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ids of the host that somebody may map into user namespaces, beside his own: a line of {@code /etc/subuid} or {@code
 * /etc/subgid}. Source: {@code subuid(5)}.
 *
 * @param first the first of them
 * @param count how many
 */
public record Subordinate(long first, long count) {
    private static final int MOST = 1 << 20;
    // (uid_t) -1 is nobody, and the kernel takes no range that reaches it.
    private static final long END = 0xFFFF_FFFFL;

    /**
     * What a file allots, in its order.
     *
     * @param names of the user: his login name, his number
     */
    public static List<Subordinate> of(Path file, List<String> names) {
        List<Subordinate> found = new ArrayList<>();
        text(file).lines().forEach(line -> read(line, names)
                .filter(range -> found.stream().noneMatch(range::overlaps))
                .ifPresent(found::add));
        return found;
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    // subuid(5): "login name or UID", "numerical subordinate user ID", "numerical subordinate user ID count"
    private static Optional<Subordinate> read(String line, List<String> names) {
        String[] words = line.strip().split(":", -1);
        if (words.length != 3
                || !names.contains(words[0])
                || !words[1].matches("[0-9]{1,10}")
                || !words[2].matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        Subordinate range = new Subordinate(Long.parseLong(words[1]), Long.parseLong(words[2]));
        return Optional.of(range).filter(one -> one.count > 0 && one.first > 0 && one.first + one.count <= END);
    }

    private boolean overlaps(Subordinate other) {
        return first < other.first + other.count && other.first < first + count;
    }
}
