package hangari.linux.proc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The mounts of a mount namespace, as one process sees them: {@code /proc/PID/mountinfo}.
 *
 * @param mounts in the kernel's order: what covers stands after what it covers
 */
public record MountTable(List<MountInfo> mounts) {
    public MountTable {
        mounts = List.copyOf(mounts);
    }

    /**
     * Reads the whole file.
     *
     * @throws ProcFormatException naming the field that is wrong
     */
    public static MountTable parse(String mountinfo) {
        // A newline in a path is \012: a line is a mount. String.lines() would also break at a bare \r, which
        // the kernel does not escape.
        return new MountTable(List.of(mountinfo.split("\n", -1)).stream()
                .filter(line -> !line.isEmpty())
                .map(MountInfo::parse)
                .toList());
    }

    /** The mount that is seen at exactly this path: the last of those stacked there. */
    public Optional<MountInfo> at(String target) {
        return mounts.stream().filter(mount -> mount.target().equals(target)).reduce((below, above) -> above);
    }

    /** Every mount of this file system type. */
    public List<MountInfo> ofType(String type) {
        return mounts.stream().filter(mount -> mount.type().equals(type)).toList();
    }

    /** What is mounted here and not there, by target, type and source. */
    public List<MountInfo> beyond(MountTable other) {
        Set<String> theirs = other.mounts.stream().map(MountTable::key).collect(Collectors.toSet());
        return mounts.stream().filter(mount -> !theirs.contains(key(mount))).toList();
    }

    private static String key(MountInfo mount) {
        return mount.target() + "\0" + mount.type() + "\0" + mount.shows();
    }

    /** One line a mount: target, type, what it shows, options, propagation. */
    @Override
    public String toString() {
        int target = width(mounts.stream().map(MountInfo::target).toList());
        int type = width(mounts.stream().map(MountInfo::type).toList());
        return mounts.stream()
                .map(mount -> pad(mount.target(), target) + "  " + pad(mount.type(), type) + "  " + mount.shows() + "  "
                        + String.join(",", mount.options()) + "  " + mount.propagation())
                .map(line -> line.replace("\n", "\\n"))
                .collect(Collectors.joining("\n"));
    }

    private static int width(List<String> cells) {
        return cells.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }
}
