package hangari.container;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The users and groups that an image knows, from the text of its own files.
 *
 * <pre>{@code
 * UserDatabase users = ImageUsers.of(root);
 * UserDatabase.Person www = users.find("www-data:adm");
 * spec.withUser(www.identity()).withEnv("HOME", www.home());
 * }</pre>
 *
 * <p>A line that is not well formed is passed over: the files are the image's. Sources: {@code passwd(5)}, {@code
 * group(5)}.
 */
public final class UserDatabase {
    private static final int MOST_GROUPS = 1000;

    private final List<String[]> users;
    private final List<String[]> groups;

    private UserDatabase(List<String[]> users, List<String[]> groups) {
        this.users = users;
        this.groups = groups;
    }

    /** Who runs, and where that is at home. */
    public record Person(Identity identity, String home) {}

    /** The database of these texts. */
    public static UserDatabase of(String passwd, String group) {
        return new UserDatabase(lines(passwd, 6, 2, 3), lines(group, 3, 2));
    }

    private static List<String[]> lines(String text, int fields, int... numbers) {
        return text.lines()
                .map(line -> line.split(":", -1))
                .filter(line -> line.length >= fields && !line[0].isEmpty())
                .filter(line -> Stream.of(line).allMatch(field -> field.indexOf('\0') < 0))
                .filter(line -> java.util.Arrays.stream(numbers)
                        .allMatch(at -> number(line[at]).isPresent()))
                .toList();
    }

    /**
     * The person that docker means by {@code USER[:GROUP]}, each a name or a number. A number need not be in the files;
     * its group is then 0 and its home {@code /}. Nobody in particular is root, be there files or not.
     *
     * @throws IllegalArgumentException if there is no such name
     */
    public Person find(String text) {
        String[] parts = text.split(":", 2);
        String who = parts[0].isEmpty() ? "0" : parts[0];
        Optional<String[]> user = entry(users, who);
        long uid = user.map(line -> id(line[2])).or(() -> number(who)).orElseThrow(() -> unknown("user", text));
        String home =
                user.map(line -> line[5]).filter(path -> path.startsWith("/")).orElse("/");
        if (parts.length == 2 && !parts[1].isEmpty()) {
            long gid = entry(groups, parts[1])
                    .map(line -> id(line[2]))
                    .or(() -> number(parts[1]))
                    .orElseThrow(() -> unknown("group", text));
            return new Person(new Identity(uid, gid, List.of()), home);
        }
        long gid = user.map(line -> id(line[3])).orElse(0L);
        return new Person(new Identity(uid, gid, user.map(this::further).orElse(List.of())), home);
    }

    private List<Long> further(String[] user) {
        return groups.stream()
                .filter(line ->
                        line.length > 3 && List.of(line[3].split(",", -1)).contains(user[0]))
                .map(line -> id(line[2]))
                .distinct()
                .limit(MOST_GROUPS)
                .toList();
    }

    private static Optional<String[]> entry(List<String[]> lines, String nameOrNumber) {
        Optional<Long> number = number(nameOrNumber);
        return lines.stream()
                .filter(line -> line[0].equals(nameOrNumber)
                        || number.map(value -> value == id(line[2])).orElse(false))
                .findFirst();
    }

    private static long id(String digits) {
        return number(digits).orElse(0L);
    }

    private static Optional<Long> number(String digits) {
        return digits.matches("[0-9]{1,10}") && Long.parseLong(digits) < 0xFFFF_FFFFL
                ? Optional.of(Long.parseLong(digits))
                : Optional.empty();
    }

    private static IllegalArgumentException unknown(String what, String text) {
        String file = what.equals("user") ? "/etc/passwd" : "/etc/group";
        return new IllegalArgumentException(
                "user \"" + text + "\": the image's " + file + " has no such " + what + ": use a number");
    }
}
