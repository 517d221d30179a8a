package hangari.linux.proc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cgroups that a process is in, one for each mounted hierarchy: {@code /proc/PID/cgroup}.
 *
 * <pre>{@code
 * var cgroups = CgroupMembership.parse("4:memory:/jar\n0::/\n");
 * cgroups.layout(); // HYBRID
 * cgroups.of("memory"); // "/jar"
 * }</pre>
 */
public record CgroupMembership(List<Entry> entries) {
    private static final String DELETED = " (deleted)";

    /** Which versions of cgroups the machine has mounted. */
    public enum Layout {
        NONE,
        V1,
        V2,
        HYBRID
    }

    /**
     * Membership in one hierarchy.
     *
     * @param hierarchy its number; 0 for the unified hierarchy of version 2
     * @param controllers such as {@code memory}, or {@code name=systemd}; none for version 2
     * @param path from the hierarchy's root, or {@code /../..} when outside the reader's cgroup namespace
     * @param deleted whether the cgroup was removed while the (zombie) process was in it
     */
    public record Entry(int hierarchy, List<String> controllers, String path, boolean deleted) {
        public Entry {
            controllers = List.copyOf(controllers);
        }

        @Override
        public String toString() {
            return hierarchy + ":" + String.join(",", controllers) + ":" + path + (deleted ? DELETED : "");
        }
    }

    public CgroupMembership {
        entries = List.copyOf(entries);
    }

    // cgroups(7): "for each cgroup hierarchy … one entry containing three colon-separated fields:
    // hierarchy-ID:controller-list:cgroup-path". The path may itself hold colons. "For the cgroups version 2
    // hierarchy, this field contains the value 0" and the list is empty.
    /**
     * Reads the file.
     *
     * @throws ProcFormatException if a line lacks a field
     */
    public static CgroupMembership parse(String text) {
        return new CgroupMembership(Arrays.stream(text.split("\n", -1))
                .filter(line -> !line.isEmpty())
                .map(CgroupMembership::entry)
                .toList());
    }

    private static Entry entry(String line) {
        String[] fields = line.split(":", 3);
        if (fields.length != 3 || !fields[2].startsWith("/")) {
            throw new ProcFormatException("cgroup", "hierarchy:controllers:/path", line);
        }
        int hierarchy = (int) ProcFormatException.number("cgroup", "a hierarchy number", fields[0]);
        List<String> controllers = fields[1].isEmpty() ? List.of() : List.of(fields[1].split(",", -1));
        // cgroup-v2, "Processes": "If the process becomes a zombie and the cgroup it was associated with is removed
        // subsequently, ' (deleted)' is appended to the path".
        boolean deleted = fields[2].endsWith(DELETED);
        String path = deleted ? fields[2].substring(0, fields[2].length() - DELETED.length()) : fields[2];
        return new Entry(hierarchy, controllers, path, deleted);
    }

    /** Which versions of cgroups are mounted, as far as this file tells. */
    public Layout layout() {
        boolean v1 = entries.stream().anyMatch(entry -> entry.hierarchy() != 0);
        if (unified().isEmpty()) {
            return v1 ? Layout.V1 : Layout.NONE;
        }
        return v1 ? Layout.HYBRID : Layout.V2;
    }

    /** The path in the hierarchy of version 2, if it is mounted. */
    public Optional<String> unified() {
        return entries.stream()
                .filter(entry -> entry.hierarchy() == 0)
                .map(Entry::path)
                .findFirst();
    }

    /** The path that governs this controller: its own hierarchy of version 1, else the unified one. */
    public Optional<String> of(String controller) {
        return entries.stream()
                .filter(entry -> entry.controllers().contains(controller))
                .map(Entry::path)
                .findFirst()
                .or(this::unified);
    }

    /** The lines of the file. */
    @Override
    public String toString() {
        return entries.stream().map(Entry::toString).collect(Collectors.joining("\n"));
    }
}
