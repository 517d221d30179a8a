package hangari.container.life.translate;

import hangari.container.ExtraMount;
import hangari.linux.MountAttribute;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code --tmpfs}: {@code TARGET} or {@code TARGET:OPTIONS}, with the options of mount(8) and tmpfs(5). */
final class TmpfsReader {
    // docker-run(1): "rw,noexec,nosuid,nodev,size=65536k" is what it says of itself; no size is the kernel's half.
    private static final Set<MountAttribute> USUAL =
            EnumSet.of(MountAttribute.NOEXEC, MountAttribute.NOSUID, MountAttribute.NODEV);
    private static final Map<String, MountAttribute> FORBIDDING = Map.of(
            "ro", MountAttribute.RDONLY,
            "noexec", MountAttribute.NOEXEC,
            "nosuid", MountAttribute.NOSUID,
            "nodev", MountAttribute.NODEV,
            "noatime", MountAttribute.NOATIME,
            "nodiratime", MountAttribute.NODIRATIME);
    private static final Map<String, MountAttribute> ALLOWING = Map.of(
            "rw", MountAttribute.RDONLY,
            "exec", MountAttribute.NOEXEC,
            "suid", MountAttribute.NOSUID,
            "dev", MountAttribute.NODEV,
            "atime", MountAttribute.NOATIME,
            "diratime", MountAttribute.NODIRATIME);
    // tmpfs(5)
    private static final Map<String, Pattern> VALUES = Map.of(
            "size", Pattern.compile("[0-9]{1,18}[kKmMgG%]?"),
            "nr_blocks", Pattern.compile("[0-9]{1,18}[kKmMgG]?"),
            "nr_inodes", Pattern.compile("[0-9]{1,18}[kKmMgG]?"),
            "mode", Pattern.compile("[0-7]{1,4}"),
            "uid", Pattern.compile("[0-9]{1,10}"),
            "gid", Pattern.compile("[0-9]{1,10}"));

    private TmpfsReader() {}

    static ExtraMount.Tmpfs read(String text) {
        String[] parts = text.split(":", 2);
        String target = MountTarget.of("tmpfs", parts[0]);
        Set<MountAttribute> attributes = EnumSet.copyOf(USUAL);
        Map<String, String> values = new TreeMap<>();
        String options = parts.length == 1 ? "" : parts[1];
        for (String option : options.split(",", -1)) {
            option(text, option, attributes, values);
        }
        StringBuilder data = new StringBuilder();
        values.forEach((name, value) ->
                data.append(data.isEmpty() ? "" : ",").append(name).append('=').append(value));
        return new ExtraMount.Tmpfs(target, data.toString(), attributes);
    }

    /** Whether it says which permissions it has. */
    static boolean saysMode(ExtraMount.Tmpfs mount) {
        return mount.options().startsWith("mode=") || mount.options().contains(",mode=");
    }

    static ExtraMount.Tmpfs withMode(ExtraMount.Tmpfs mount, int mode) {
        String octal = "mode=" + Integer.toOctalString(mode);
        String options = mount.options().isEmpty() ? octal : octal + "," + mount.options();
        return new ExtraMount.Tmpfs(mount.target(), options, mount.attributes());
    }

    private static void option(String text, String option, Set<MountAttribute> attributes, Map<String, String> values) {
        if (FORBIDDING.containsKey(option)) {
            attributes.add(FORBIDDING.get(option));
        } else if (ALLOWING.containsKey(option)) {
            attributes.remove(ALLOWING.get(option));
        } else if (!option.isEmpty()) {
            String[] pair = option.split("=", 2);
            Pattern form = VALUES.get(pair[0]);
            if (form == null || pair.length < 2 || !form.matcher(pair[1]).matches()) {
                throw Objection.to(
                        "tmpfs",
                        text,
                        "\"" + option + "\" is none of size=64m, mode=1777, uid, gid, nr_inodes, nr_blocks, ro, rw,"
                                + " exec, noexec, suid, nosuid, dev, nodev, atime, noatime");
            }
            values.put(pair[0], pair[1]);
        }
    }
}
