package hangari.container;

import hangari.container.Differences.Known;
import hangari.linux.Capability;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program finds in a container of dockerd's and in one of ours, side by side on the same kernel. */
class ConfinementComparisonTest {
    @TempDir
    static Path folder;

    private static Twins twins;

    @BeforeAll
    static void twoContainers() throws Exception {
        twins = Twins.in(folder);
    }

    @AfterAll
    static void noContainer() throws Exception {
        if (twins != null) {
            twins.close();
        }
    }

    private static Differences differences(String script, String sign) throws Exception {
        return Differences.between(
                Differences.values(twins.theirs(List.of(), script), sign),
                Differences.values(twins.ours(spec -> spec, script), sign));
    }

    private static final String STATUS =
            "grep -E '^(Cap|NoNew|Seccomp|Groups|Uid|Gid|Umask|SigBlk|SigCgt)' /proc/self/status";

    private static Differences ofStatus(List<String> flags, UnaryOperator<ContainerSpec> ours) throws Exception {
        return Differences.between(
                Differences.values(twins.theirs(flags, STATUS), ":"),
                Differences.values(twins.ours(ours, STATUS), ":"));
    }

    private static final Known NO_NEW_PRIVILEGES = Known.always(
            "NoNewPrivs: 0, 1", "nothing that a container executes may gain what the container was not given");

    @Test
    void capabilitiesSignalsAndIdsAreTheSame() throws Exception {
        ofStatus(List.of(), spec -> spec).areOnly(NO_NEW_PRIVILEGES);
    }

    @Test
    void aUserHasTheSame() throws Exception {
        Identity user = new Identity(1000, 1001, List.of());
        ofStatus(List.of("--user", "1000:1001"), spec -> spec.withUser(user)).areOnly(NO_NEW_PRIVILEGES);
    }

    @Test
    void takenAndAddedCapabilitiesAreTheSame() throws Exception {
        Profile profile = Profile.docker(Set.of(Capability.SYS_TIME, Capability.CHOWN));
        List<String> flags = List.of("--cap-drop", "ALL", "--cap-add", "SYS_TIME", "--cap-add", "chown");
        ofStatus(flags, spec -> spec.withProfile(profile)).areOnly(NO_NEW_PRIVILEGES);
    }

    @Test
    void withTheSameChoiceOfNewPrivilegesNothingDiffers() throws Exception {
        Profile profile = Profile.docker().withNewPrivileges();
        ofStatus(List.of("--security-opt", "no-new-privileges"), spec -> spec).areOnly();
        ofStatus(List.of(), spec -> spec.withProfile(profile)).areOnly();
    }

    @Test
    void aFurtherProcessIsConfinedAlike() throws Exception {
        Differences.between(
                        Differences.values(twins.theirsFurther(List.of(), STATUS), ":"),
                        Differences.values(twins.oursFurther(process -> process, STATUS), ":"))
                .areOnly(NO_NEW_PRIVILEGES);
        Identity user = new Identity(1000, 1001, List.of());
        Differences.between(
                        Differences.values(twins.theirsFurther(List.of("--user", "1000:1001"), STATUS), ":"),
                        Differences.values(twins.oursFurther(process -> process.withUser(user), STATUS), ":"))
                .areOnly(NO_NEW_PRIVILEGES);
    }

    @Test
    void aTerminalIsTheSame() throws Exception {
        String script = "cd /dev; for f in . * pts/*; do echo \"$f|$(stat -c '%F %a %u:%g %t:%T' $f) $(readlink $f)\";"
                + " done; echo \"tty|$(tty)\"; echo \"stty|$(stty -a | head -c 14)\"; echo \"mount|$(grep -o '"
                + " /dev/console .*' /proc/self/mountinfo)\"";
        Differences.between(
                        Differences.values(twins.theirs(List.of("-t"), script).replace("\r\n", "\n"), "\\|"),
                        Differences.values(twins.oursOnTerminal(script), "\\|"))
                .areOnly();
    }

    @Test
    void limitsOfResourcesAreTheSame() throws Exception {
        differences("cat /proc/self/limits", " {2,}").areOnly();
    }

    @Test
    void idMapsAndWhatElseIsInheritedAreTheSame() throws Exception {
        String script = "cd /proc/self; for f in uid_map gid_map setgroups oom_score_adj timerslack_ns personality"
                + " loginuid sessionid coredump_filter; do echo \"$f $(cat $f)\"; done; echo fds $(ls fd)";
        differences(script, " ").areOnly();
    }

    @Test
    void namespacesAreItsOwnWhereDockersAre() throws Exception {
        String script = "for n in cgroup ipc mnt net pid time user uts; do echo $n $(readlink /proc/self/ns/$n); done";
        Differences.between(own(twins.theirs(List.of(), script)), own(twins.ours(spec -> spec, script)))
                .areOnly(Known.perhaps(
                        "cgroup: the host's, its own",
                        "with cgroups of version 1 docker leaves it the host's, by default; ours tells no names"));
    }

    private static Map<String, String> own(String text) {
        Map<String, String> links = Differences.values(text, " ");
        Map<String, Long> host = Observer.self().namespaces().inodes();
        links.replaceAll((name, link) -> link.equals(name + ":[" + host.get(name) + "]") ? "the host's" : "its own");
        return links;
    }

    @Test
    void parametersOfTheKernelAreTheSame() throws Exception {
        String script = "cd /proc/sys; for f in kernel/msg* kernel/sem kernel/shm* fs/mqueue/* net/ipv4/ip_forward"
                + " net/ipv4/ping_group_range net/ipv4/ip_unprivileged_port_start kernel/domainname"
                + " kernel/core_pattern; do echo $f $(cat $f); done";
        differences(script, " ").areOnly();
    }

    @Test
    void devicesAreTheSame() throws Exception {
        String script = "cd /dev; for f in . * pts/* shm/* mqueue/*; do"
                + " test -e $f -o -L $f && echo \"$f|$(stat -c '%F %a %u:%g %t:%T' $f) $(readlink $f)\"; done; true";
        differences(script, "\\|").areOnly();
    }

    @Test
    void aDeviceThatIsMadeInsideCannotBeUsed() throws Exception {
        // Memory, the kernel's log, null, fuse, and a disk.
        String script = "for n in 'c 1 1' 'c 1 11' 'c 1 3' 'c 10 229' 'b 254 0'; do for d in /tmp /dev/shm; do"
                + " mknod $d/made $n && { if (: < $d/made) 2> /dev/null; then echo \"$d $n|used\";"
                + " else echo \"$d $n|refused\"; fi; rm $d/made; }; done; done";
        differences(script, "\\|")
                .areOnly(Known.perhaps(
                        "/tmp c 1 3: used, refused",
                        "docker's cgroup of devices knows the harmless ones; ours are wherever nodes are no devices"));
    }

    @Test
    void theMountTableIsTheSame() throws Exception {
        String script = "cat /proc/self/mountinfo";
        Differences.between(mounts(twins.theirs(List.of(), script)), mounts(twins.ours(spec -> spec, script)))
                .areOnly(
                        Known.always(
                                "/: .*, overlay nodev,relatime,rw",
                                "a node that is made is no device, for not every machine has a cgroup of devices;"
                                        + " dockerd stands on vfs here, and its root hears of the host's mounts"),
                        Known.always("/dev: tmpfs nosuid,rw, tmpfs nodev,nosuid,rw", "the same"),
                        Known.always(
                                "/dev/(full|null|random|tty|u?random|zero): nothing, devtmpfs"
                                        + " noexec,nosuid,relatime,ro",
                                "so each device is hung in by itself; it is the host's node, which none may change"),
                        Known.always(
                                "/proc/[a-z_]+: tmpfs nosuid,rw, devtmpfs noexec,nosuid,relatime,ro",
                                "a mask is such a null device as well"),
                        Known.perhaps(
                                "(/proc/interrupts|/sys/devices/.*): nothing, .*",
                                "docker hides these since 28; an older one shows them"),
                        Known.always(
                                "/etc/(hostname|hosts|resolv.conf): .*, nothing",
                                "files of the network, which is no part of the confinement"),
                        Known.perhaps(
                                "/sys/fs/cgroup: tmpfs (.*),rw, tmpfs \\1,ro",
                                "with cgroups of version 1, the directory that holds them need not be written"));
    }

    /** Where, to the type, the options of the mount and its propagation. Source: proc_pid_mountinfo(5). */
    private static Map<String, String> mounts(String mountinfo) {
        Map<String, String> mounts = new TreeMap<>();
        for (String line : mountinfo.lines().toList()) {
            List<String> words = List.of(line.split(" ", -1));
            int dash = words.indexOf("-");
            String options = String.join(",", new TreeSet<>(List.of(words.get(5).split(",", -1))));
            String propagation = String.join(" ", words.subList(6, dash));
            mounts.put(words.get(4), (words.get(dash + 1) + " " + options + " " + propagation).strip());
        }
        return mounts;
    }

    @Test
    void filesOfTheKernelAreHiddenAlike() throws Exception {
        String script = "stat -c '%n|%F %a' /proc/[a-z]* /proc/*/ /proc/sys/*/* /sys/* /sys/*/* /sys/devices/*/* 2>&1";
        differences(script, "\\|")
                .areOnly(
                        Known.perhaps("/proc/interrupts: .*, character .*", "docker hides it since 28"),
                        Known.perhaps("/sys/fs/cgroup: directory 555, directory 755", "it is read-only all the same"));
    }

    @Test
    void filesOfTheKernelCanBeOpenedToWriteAlike() throws Exception {
        String script = "for f in /proc/[a-z]* /proc/1/* /proc/sys/*/* /proc/sys/*/*/* /proc/irq/*/* /proc/bus/*/*"
                + " /sys/*/* /sys/kernel/*/* /sys/fs/cgroup/*/*; do"
                + " if test -f $f && (: >> $f) 2> /dev/null; then echo \"$f|opened\"; fi; done";
        differences(script, "\\|")
                .areOnly(Known.perhaps("/proc/interrupts: opened, nothing", "docker hides it since 28"));
    }
}
