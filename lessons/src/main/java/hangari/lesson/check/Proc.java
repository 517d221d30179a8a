package hangari.lesson.check;

import hangari.lesson.check.Evidence.Mount;
import hangari.lesson.check.Evidence.RootDir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code /proc} says to this process, without asking the session's VM. What cannot be read is empty: a process may
 * end at any time.
 *
 * @param directory where procfs is mounted
 */
public record Proc(Path directory) {
    /** The machine's own. */
    public static final Proc SYSTEM = new Proc(Path.of("/proc"));

    /** This process. */
    static final String SELF = "self";

    // namespaces(7): "the inode number is part of the link's text: readlink /proc/$$/ns/uts gives uts:[4026531838]"
    private static final Pattern INODE = Pattern.compile("\\w+:\\[(\\d+)]");
    // proc_pid_mountinfo(5): octal escapes stand for space, tab, line break and backslash
    /** More than any directory is deep. */
    private static final int UP = 64;

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /** One process: its PID, its parent's, its command name and its state letter. */
    public record Stat(long pid, long parent, String command, String state) {
        boolean isAlive() {
            return !state.equals("Z") && !state.equals("X");
        }
    }

    /** The inode of each namespace of a process, by its name; without those that only its children will get. */
    public Map<String, Long> namespaces(String pid) {
        Map<String, Long> inodes = new TreeMap<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(of(pid, "ns"))) {
            for (Path link : links) {
                Matcher matcher = INODE.matcher(Files.readSymbolicLink(link).toString());
                if (matcher.matches()) {
                    inodes.put(link.getFileName().toString(), Long.parseLong(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            return Map.of();
        }
        inodes.keySet().removeIf(name -> name.endsWith("_for_children"));
        return inodes;
    }

    /** Its PID in each nested PID namespace, outermost first. */
    public List<Long> nspid(String pid) {
        return lines(of(pid, "status")).stream()
                .filter(line -> line.startsWith("NSpid:"))
                .flatMap(line -> Stream.of(line.substring(6).strip().split("\\s+", -1)))
                .map(Long::valueOf)
                .toList();
    }

    /** The directory that a process takes for its root. */
    public Optional<RootDir> root(String pid) {
        return directory(of(pid, "root"));
    }

    /** The directory at the top of its mount namespace: path_resolution(7) stops {@code ..} at our root, not at its. */
    public Optional<RootDir> top(String pid) {
        return directory(of(pid, "root" + "/..".repeat(UP)));
    }

    private static Optional<RootDir> directory(Path path) {
        try {
            Map<String, Object> stat = Files.readAttributes(path, "unix:dev,ino");
            return Optional.of(new RootDir(path.toString(), number(stat, "dev"), number(stat, "ino")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its mount table, in the order of the kernel: of two mounts at one target, the later covers the earlier. */
    public List<Mount> mounts(String pid) {
        return lines(of(pid, "mountinfo")).stream()
                .map(Proc::mount)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The hostname in the UTS namespace of this process. */
    public String hostname() {
        return lines(directory.resolve("sys/kernel/hostname")).stream()
                .findFirst()
                .orElse("");
    }

    /** A process, if there is one with this PID. */
    public Optional<Stat> process(String pid) {
        // proc_pid_stat(5): "pid (comm) state ppid ..."; comm may itself hold parentheses and spaces
        String stat = String.join("\n", lines(of(pid, "stat")));
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 1 || close < open || close + 2 >= stat.length()) {
            return Optional.empty();
        }
        List<String> rest = Arrays.asList(stat.substring(close + 2).split(" ", -1));
        if (rest.size() < 2) {
            return Optional.empty();
        }
        long number = Long.parseLong(stat.substring(0, open).strip());
        return Optional.of(new Stat(number, Long.parseLong(rest.get(1)), stat.substring(open + 1, close), rest.get(0)));
    }

    /** The children of a process, their children, and so on. */
    public List<Stat> descendants(long pid) {
        List<Stat> all = processes();
        List<Stat> found = new ArrayList<>();
        Set<Long> family = new HashSet<>(Set.of(pid));
        int before;
        do {
            before = found.size();
            for (Stat process : all) {
                if (family.contains(process.parent()) && family.add(process.pid())) {
                    found.add(process);
                }
            }
        } while (found.size() > before);
        return found;
    }

    private List<Stat> processes() {
        List<Stat> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[0-9]*")) {
            for (Path entry : entries) {
                process(entry.getFileName().toString()).ifPresent(all::add);
            }
        } catch (IOException e) {
            return List.of();
        }
        return all;
    }

    private static Optional<Mount> mount(String line) {
        // proc_pid_mountinfo(5): "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue"
        String[] halves = line.split(" - ", 2);
        String[] left = halves[0].split(" ", -1);
        String[] right = halves.length < 2 ? new String[0] : halves[1].split(" ", -1);
        if (left.length < 6 || right.length < 2) {
            return Optional.empty();
        }
        return Optional.of(new Mount(plain(left[4]), right[0], plain(right[1]), plain(left[3]), left[2], left[5]));
    }

    private static String plain(String escaped) {
        return OCTAL.matcher(escaped).replaceAll(Proc::character);
    }

    private static String character(MatchResult octal) {
        return Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(octal.group(1), 8)));
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number value ? value.longValue() : 0;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path of(String pid, String name) {
        return directory.resolve(pid).resolve(name);
    }
}
