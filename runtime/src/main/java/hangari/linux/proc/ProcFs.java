package hangari.linux.proc;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the files of processes below a proc file system.
 *
 * <pre>{@code
 * var proc = ProcFs.host();
 * long me = proc.self();
 * proc.namespaces(me).value().orElseThrow().of("uts"); // the inode of our UTS namespace
 * }</pre>
 *
 * @param root where the proc file system is mounted, or a directory laid out like one
 * @see <a href="https://man7.org/linux/man-pages/man5/proc.5.html">proc(5)</a>
 */
public record ProcFs(Path root) {

    /** The one at {@code /proc}. */
    public static ProcFs host() {
        return new ProcFs(Path.of("/proc"));
    }

    /**
     * Our own PID, as this proc file system numbers processes: proc(5), {@code /proc/self}.
     *
     * @throws IllegalStateException if nothing is mounted there, or proc of a PID namespace that we are not in
     */
    public long self() {
        Path link = root.resolve("self");
        try {
            return Long.parseLong(Files.readSymbolicLink(link).toString());
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException(link + " does not name us: mount proc on " + root, e);
        }
    }

    /** The file {@code status}. */
    public Reading<ProcessStatus> status(long pid) {
        return read(pid, "status").map(ProcessStatus::parse);
    }

    /** The file {@code stat}. */
    public Reading<ProcessStat> stat(long pid) {
        return read(pid, "stat").map(ProcessStat::parse);
    }

    /** The file {@code mountinfo}. */
    public Reading<MountTable> mounts(long pid) {
        return read(pid, "mountinfo").map(MountTable::parse);
    }

    /** The file {@code uid_map}. */
    public Reading<IdMap> uidMap(long pid) {
        return read(pid, "uid_map").map(IdMap::parse);
    }

    /** The file {@code gid_map}. */
    public Reading<IdMap> gidMap(long pid) {
        return read(pid, "gid_map").map(IdMap::parse);
    }

    /** The file {@code cgroup}. */
    public Reading<CgroupMembership> cgroups(long pid) {
        return read(pid, "cgroup").map(CgroupMembership::parse);
    }

    /** The file {@code smaps_rollup}. */
    public Reading<SmapsRollup> memory(long pid) {
        return read(pid, "smaps_rollup").map(SmapsRollup::parse);
    }

    /** The arguments it was started with, or has since written over them; none of a zombie. */
    public Reading<List<String>> commandLine(long pid) {
        return read(pid, "cmdline").map(ProcFs::strings);
    }

    /** The environment it was started with: what it set later does not show. */
    public Reading<Map<String, String>> environment(long pid) {
        return read(pid, "environ").map(text -> {
            var variables = new LinkedHashMap<String, String>();
            for (String entry : strings(text)) {
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
            return variables;
        });
    }

    // proc_pid_cmdline(5), proc_pid_environ(5): entries are separated by null bytes, and there may be one at the end.
    private static List<String> strings(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String body = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
        return List.of(body.split("\0", -1));
    }

    /** Where the link {@code exe}, {@code cwd} or {@code root} leads, as seen from our own root directory. */
    public Reading<Path> link(long pid, String name) {
        return acquire(file(pid, name), Files::readSymbolicLink);
    }

    /**
     * Its namespaces. Those that a zombie has left are missing from the value.
     *
     * <p>The kernel shows all of them or none (PTRACE_MODE_READ_FSCREDS); those of a zombie to root alone.
     */
    public Reading<NamespaceInodes> namespaces(long pid) {
        Path directory = file(pid, "ns");
        return acquire(directory, ProcFs::names).then(names -> namespaces(directory, names));
    }

    private static Reading<NamespaceInodes> namespaces(Path directory, List<String> names) {
        var inodes = new TreeMap<String, Long>();
        for (String name : names) {
            Reading<Path> link = acquire(directory.resolve(name), Files::readSymbolicLink);
            if (link.denied()) {
                return new Reading.Denied<>(directory);
            }
            // pid_namespaces(7): after unshare(CLONE_NEWPID) pid_for_children is empty until the first child is made
            link.value()
                    .map(Path::toString)
                    .filter(content -> !content.isEmpty())
                    .ifPresent(content -> inodes.put(name, NamespaceInodes.parse(content)));
        }
        return inodes.isEmpty()
                ? new Reading.Gone<>(directory, "no such process")
                : new Reading.Found<>(new NamespaceInodes(inodes));
    }

    /** Every process that can be seen; one that vanishes meanwhile is left out. */
    public ProcessTable processes() {
        var found = new ArrayList<ProcessStat>();
        for (long pid : pids()) {
            stat(pid).value().ifPresent(found::add);
        }
        found.sort(Comparator.comparingLong(ProcessStat::pid));
        return new ProcessTable(found);
    }

    // proc(5): "Underneath /proc, there is a /proc/pid subdirectory for each running process"
    /** The PID of every process that can be seen. */
    public List<Long> pids() {
        return acquire(root, ProcFs::names).value().orElse(List.of()).stream()
                .filter(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(Long::valueOf)
                .toList();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The text of any file of a process; what is not UTF-8 in it is replaced. */
    public Reading<String> read(long pid, String name) {
        return acquire(file(pid, name), ProcFs::text);
    }

    /** The value of a kernel parameter by its path, such as {@code kernel/hostname}. Source: proc_sys(5). */
    public Reading<String> parameter(String name) {
        return acquire(root.resolve("sys").resolve(name), ProcFs::text).map(String::strip);
    }

    // A number below /proc/sys is given whole to the first read(2) and not at all to a second. Files.readAllBytes
    // begins
    // with one byte where the size is said to be 0; a reader begins with its whole buffer.
    private static String text(Path file) throws IOException {
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
    }

    private Path file(long pid, String name) {
        return root.resolve(Long.toString(pid)).resolve(name);
    }

    /** An access to a file. */
    @FunctionalInterface
    private interface Access<T> {
        T from(Path file) throws IOException;
    }

    // A process that ends between open and read answers ESRCH, and a zombie's mountinfo EINVAL: to Java both are an
    // IOException whose text depends on the locale. Only EACCES is told apart for certain.
    private static <T> Reading<T> acquire(Path file, Access<T> access) {
        try {
            return new Reading.Found<>(access.from(file));
        } catch (AccessDeniedException e) {
            return new Reading.Denied<>(file);
        } catch (NoSuchFileException | NotLinkException e) {
            return new Reading.Gone<>(file, "no such process");
        } catch (IOException e) {
            return new Reading.Gone<>(file, Optional.ofNullable(e.getMessage()).orElse("unreadable"));
        }
    }
}
