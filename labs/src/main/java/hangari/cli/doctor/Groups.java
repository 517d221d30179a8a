package hangari.cli.doctor;

import java.nio.file.Files;
import java.util.List;

/** Which layout of control groups the machine has, and whether we may make groups. Source: {@code cgroups(7)}. */
record Groups(HostFiles files) {
    Finding look() {
        List<String[]> mounts = files.text("proc/self/mountinfo")
                .orElse("")
                .lines()
                .map(line -> line.split(" "))
                .toList();
        List<String> v2 = targets(mounts, "cgroup2");
        List<String> v1 = targets(mounts, "cgroup");
        if (v1.isEmpty() && v2.isEmpty()) {
            return Finding.no(Topic.CGROUP, "", "absent");
        }
        String layout = v1.isEmpty() ? "v2" : v2.isEmpty() ? "v1" : "v1+v2 (hybrid)";
        boolean writable = (v1.isEmpty() ? v2 : v1).stream().anyMatch(this::canMakeGroups);
        return writable ? Finding.yes(Topic.CGROUP, layout) : Finding.no(Topic.CGROUP, layout, "forbidden");
    }

    private static List<String> targets(List<String[]> mounts, String type) {
        return mounts.stream()
                .filter(fields -> List.of(fields).indexOf("-") > 0)
                .filter(fields -> fields[List.of(fields).indexOf("-") + 1].equals(type))
                .map(fields -> fields[4])
                .toList();
    }

    /** As root the mount's own directory; else our own group, if it was delegated to us. */
    private boolean canMakeGroups(String mount) {
        String place = mount.substring(1);
        String own = files.text("proc/self/cgroup")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("0::"))
                .map(line -> line.substring(3))
                .findFirst()
                .orElse("");
        return Files.isWritable(files.root().resolve(place))
                || (own.length() > 1 && Files.isWritable(files.root().resolve(place + own)));
    }
}
