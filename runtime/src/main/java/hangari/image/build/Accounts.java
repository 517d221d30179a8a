package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.tree.FileTree;
import hangari.image.tree.Node;
import hangari.image.tree.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The users and groups of an image: its {@code /etc/passwd} and {@code /etc/group}. Source: {@code passwd(5)}, {@code
 * group(5)}.
 */
final class Accounts {
    private static final int LIMIT = 4 * 1024 * 1024;
    private static final long HIGHEST = 0xFFFF_FFFEL; // -1 means "leave it as it is" to chown(2)

    private final List<String[]> users;
    private final List<String[]> groups;

    private Accounts(List<String[]> users, List<String[]> groups) {
        this.users = users;
        this.groups = groups;
    }

    static Accounts of(StageFiles files) {
        return new Accounts(lines(files, "etc/passwd", 7), lines(files, "etc/group", 4));
    }

    private static List<String[]> lines(StageFiles files, String path, int fields) {
        FileTree tree = files.tree();
        Optional<Node> file = tree.find(tree.resolve(path)).filter(Node::isFile);
        if (file.isEmpty()) {
            return List.of();
        }
        files.fetch(List.of(file.get()));
        try (InputStream content = file.get().content().open()) {
            return new String(content.readNBytes(LIMIT), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(":", -1))
                    .filter(parts -> parts.length >= fields)
                    .toList();
        } catch (IOException e) {
            throw new ImageException("cannot read /" + path + " of the image: " + e.getMessage());
        }
    }

    /**
     * Who is meant by {@code user} or {@code user:group}, each by name or number.
     *
     * @param alone the group of a user without one: their own of passwd, or the number of the user
     * @throws ImageException if there is no such name
     */
    Node.Owner find(String text, Alone alone) {
        String[] parts = text.split(":", 2);
        Optional<String[]> user = user(parts[0]);
        long uid = user.map(entry -> number(entry[2])).orElseGet(() -> numeric(parts[0], "user", "/etc/passwd"));
        if (parts.length > 1 && !parts[1].isEmpty()) {
            return new Node.Owner(uid, group(parts[1]));
        }
        long own = user.map(entry -> number(entry[3])).orElse(0L);
        return new Node.Owner(uid, alone == Alone.OWN_GROUP ? own : uid);
    }

    /** What is taken for the group of a user who is named without one. */
    enum Alone {
        /** USER: "the user is going to have root group" if they have none in passwd. */
        OWN_GROUP,
        /** --chown: "Providing a username without groupname or a UID without GID will use the same numeric UID as the GID". */
        SAME_NUMBER
    }

    private Optional<String[]> user(String text) {
        return users.stream()
                .filter(entry -> entry[0].equals(text) || entry[2].equals(text))
                .findFirst();
    }

    private long group(String text) {
        return groups.stream()
                .filter(entry -> entry[0].equals(text))
                .findFirst()
                .map(entry -> number(entry[2]))
                .orElseGet(() -> numeric(text, "group", "/etc/group"));
    }

    /** The groups in which a user is listed. */
    List<Long> groupsOf(String text) {
        Optional<String> name = user(text.split(":", 2)[0]).map(entry -> entry[0]);
        List<Long> numbers = new ArrayList<>();
        for (String[] group : groups) {
            boolean listed =
                    name.filter(Arrays.asList(group[3].split(","))::contains).isPresent();
            if (listed) {
                numbers.add(number(group[2]));
            }
        }
        return numbers;
    }

    /** Where a user is at home. */
    String homeOf(String text) {
        return user(text.split(":", 2)[0])
                .map(entry -> entry[5])
                .filter(home -> !home.isEmpty())
                .orElse("/");
    }

    private static long number(String text) {
        return numeric(text, "number", "/etc/passwd and /etc/group");
    }

    private static long numeric(String text, String what, String file) {
        if (!text.isEmpty() && text.length() <= 10 && text.chars().allMatch(Character::isDigit)) {
            long number = Long.parseLong(text);
            if (number <= HIGHEST) {
                return number;
            }
        }
        throw new ImageException("unable to find " + what + " " + Shown.of(text) + " in " + file
                + " of the image: add it there before, or give its number");
    }
}
