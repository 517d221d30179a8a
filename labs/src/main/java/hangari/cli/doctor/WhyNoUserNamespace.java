package hangari.cli.doctor;

/** Which of its switches made a kernel refuse a user namespace; the refusal itself says only EPERM or ENOSPC. */
record WhyNoUserNamespace(HostFiles files) {
    String problem() {
        // user_namespaces(7): a limit of 0 in /proc/sys/user refuses every one, with ENOSPC.
        if (files.holds("proc/sys/user/max_user_namespaces", "0")) {
            return "limit";
        }
        // Debian's and Arch's own switch.
        if (files.holds("proc/sys/kernel/unprivileged_userns_clone", "0")) {
            return "switched-off";
        }
        // Ubuntu 23.10 and later: AppArmor takes the capabilities away from a namespace of an unconfined program.
        if (files.holds("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1")) {
            return "apparmor";
        }
        if (!files.has("proc/self/ns/user")) {
            return "absent";
        }
        return isChrooted() ? "chrooted" : "refused";
    }

    // unshare(2), EPERM: "the caller's root directory does not match the root directory of the mount namespace".
    // mountinfo names mounts from the caller's root: after a chroot to a plain directory there is none at "/".
    private boolean isChrooted() {
        return files.text("proc/self/mountinfo")
                .map(table -> table.lines().noneMatch(line -> line.split(" ", 6)[4].equals("/")))
                .orElse(false);
    }
}
