package hangari.linux;

import java.util.List;

/** What a process does in its new user namespace to be its root, and nobody else but that. */
public final class OneId {
    private OneId() {}

    /** user_namespaces(7): one id may be mapped without privilege, if setgroups is given up first. */
    public static List<Step> steps(long uid, long gid) {
        return List.of(
                new FileStep.WriteFile("/proc/self/uid_map", "0 " + uid + " 1"),
                new FileStep.WriteFile("/proc/self/setgroups", "deny"),
                new FileStep.WriteFile("/proc/self/gid_map", "0 " + gid + " 1"));
    }
}
