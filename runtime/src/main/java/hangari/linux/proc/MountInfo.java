package hangari.linux.proc;

import java.util.Arrays;
import java.util.List;

/**
 * One mount: a line of {@code /proc/PID/mountinfo}.
 *
 * <pre>{@code
 * var proc = MountInfo.parse("22 27 0:21 / /proc rw,relatime - proc proc rw");
 * proc.target(); // "/proc"
 * proc.type(); // "proc"
 * }</pre>
 *
 * @param id unique among the mounts of now; reused after umount(2)
 * @param parent the mount it sits on
 * @param major of its file system's device
 * @param minor of its file system's device
 * @param root which directory of the file system it shows; not {@code /} for a bind mount
 * @param target where it is seen, from the root directory of the process
 * @param options of this mount
 * @param propagation to and from other mounts
 * @param type of the file system
 * @param source what is mounted, in the file system's own terms
 * @param superOptions of the file system, wherever it is mounted
 */
public record MountInfo(
        int id,
        int parent,
        int major,
        int minor,
        String root,
        String target,
        List<String> options,
        Propagation propagation,
        String type,
        String source,
        List<String> superOptions) {
    private static final String FORM = "id parent major:minor root target options [tags] - type source options";

    public MountInfo {
        options = List.copyOf(options);
        superOptions = List.copyOf(superOptions);
    }

    // proc_pid_mountinfo(5): "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    // (1)(2)(3)   (4)   (5)      (6)      (7)    (8) (9)     (10)         (11)"
    /**
     * Reads one line.
     *
     * @throws ProcFormatException if it is not such a line
     */
    public static MountInfo parse(String line) {
        List<String> fields = Arrays.asList(line.split(" ", -1));
        // (8) "the end of the optional fields is marked by a single hyphen"; fields before it cannot be
        // one hyphen only where a tag may stand, so look from (7) on.
        int hyphen = 6;
        while (hyphen < fields.size() && !fields.get(hyphen).equals("-")) {
            hyphen++;
        }
        if (fields.size() < hyphen + 4) {
            throw new ProcFormatException("mountinfo", FORM, line);
        }
        String[] device = fields.get(2).split(":", -1);
        if (device.length != 2) {
            throw new ProcFormatException("mountinfo", "major:minor", fields.get(2));
        }
        return new MountInfo(
                number(fields.get(0)),
                number(fields.get(1)),
                number(device[0]),
                number(device[1]),
                OctalEscapes.decode(fields.get(3)),
                OctalEscapes.decode(fields.get(4)),
                options(fields.get(5)),
                Propagation.parse(fields.subList(6, hyphen)),
                OctalEscapes.decode(fields.get(hyphen + 1)),
                OctalEscapes.decode(fields.get(hyphen + 2)),
                options(fields.get(hyphen + 3)));
    }

    private static int number(String text) {
        return (int) ProcFormatException.number("mountinfo", "a number", text);
    }

    // Split first: a comma inside a value is still escaped then.
    private static List<String> options(String field) {
        return Arrays.stream(field.split(",", -1)).map(OctalEscapes::decode).toList();
    }

    /** Whether nothing can be written through this mount. */
    public boolean readOnly() {
        return options.contains("ro") || superOptions.contains("ro");
    }

    /** What it shows, as findmnt(8) writes it: the source, and the directory of it in brackets for a bind mount. */
    public String shows() {
        return root.equals("/") ? source : source + "[" + root + "]";
    }
}
