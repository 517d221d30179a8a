package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Capability;
import hangari.linux.Credentials;
import hangari.linux.MountAttribute;
import hangari.linux.Namespace;
import hangari.peer.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container with docker's default confinement, seen from inside it. */
class ConfinedContainerTest {
    @TempDir
    static Path folder;

    private static ImageRoot image;

    @BeforeAll
    static void anImage() throws IOException {
        image = ImageRoot.in(folder);
    }

    private static String inside(String script) throws IOException {
        return ImageRoot.output(image.sh(script));
    }

    /** Where what is mounted, and how: {@code /proc} to {@code proc rw,nosuid,nodev,noexec,relatime}. */
    private static Map<String, String> mounts(ContainerSpec spec) {
        Map<String, String> mounts = new TreeMap<>();
        ImageRoot.output(spec).lines().map(line -> line.split(" ", -1)).forEach(words -> {
            int dash = Arrays.asList(words).indexOf("-");
            mounts.put(words[4], words[dash + 1] + " " + words[5]);
        });
        return mounts;
    }

    @Test
    void theProcessHasTheProfileAndNothingBeside() throws IOException {
        assertThat(inside("grep -E '^(Cap|NoNew|Seccomp:)' /proc/self/status")).isEqualTo("""
            CapInh:\t0000000000000000
            CapPrm:\t00000000a80425fb
            CapEff:\t00000000a80425fb
            CapBnd:\t00000000a80425fb
            CapAmb:\t0000000000000000
            NoNewPrivs:\t1
            Seccomp:\t2
            """);
    }

    @Test
    void onlyThreeDescriptorsReachIt() throws IOException {
        assertThat(inside("ls /proc/self/fd")).isEqualTo("0\n1\n2\n3\n");
    }

    @Test
    void theMountTableIsDockers() throws IOException {
        Map<String, String> mounts = mounts(image.sh("cat /proc/self/mountinfo"));

        assertThat(mounts.get("/")).startsWith("overlay rw,nodev");
        assertThat(mounts.get("/proc")).isEqualTo("proc rw,nosuid,nodev,noexec,relatime");
        assertThat(mounts.get("/dev")).startsWith("tmpfs rw,nosuid,nodev");
        assertThat(mounts.get("/dev/pts")).isEqualTo("devpts rw,nosuid,noexec,relatime");
        assertThat(mounts.get("/dev/shm")).isEqualTo("tmpfs rw,nosuid,nodev,noexec,relatime");
        assertThat(mounts.get("/dev/mqueue")).isEqualTo("mqueue rw,nosuid,nodev,noexec,relatime");
        assertThat(mounts.get("/sys")).contains(" ro,nosuid,nodev,noexec,relatime");
        assertThat(mounts.get("/proc/sys")).isEqualTo("proc ro,nosuid,nodev,noexec,relatime");
        KernelPaths.DOCKER.masked().stream()
                .filter(path -> Files.exists(Path.of(path)))
                .forEach(path -> assertThat(mounts.get(path)).as(path).matches("(dev)?tmpfs r.*"));
    }

    @Test
    void theCgroupsAreSeenReadOnlyFromItsOwn() throws IOException {
        assertThat(mounts(image.sh("cat /proc/self/mountinfo")).entrySet())
                .filteredOn(entry -> entry.getKey().startsWith("/sys/fs/cgroup"))
                .isNotEmpty()
                .allMatch(entry -> entry.getValue().contains(" ro,"));
    }

    @Test
    void nothingOfTheHostsTreeIsLeft() throws IOException {
        String table = inside("cat /proc/self/mountinfo");

        assertThat(table.lines().filter(line -> line.contains(folder.toString()) && !line.contains("overlay")))
                .isEmpty();
    }

    @Test
    void kernelFilesAreMaskedAndCannotBeUncovered() throws IOException {
        for (String path : KernelPaths.DOCKER.masked()) {
            assertThat(inside("test -d " + path + " && ls -A " + path + "; test ! -f " + path + "; cat " + path
                            + " 2>/dev/null || true"))
                    .as(path)
                    .isEmpty();
        }
        assertThat(inside("umount /proc/keys 2>&1 || echo no")).endsWith("no\n");
        assertThat(inside("mount -o remount,rw /proc/sys 2>&1 || echo no")).endsWith("no\n");
        assertThat(inside("echo x > /proc/sys/kernel/core_pattern || true")).contains("Read-only file system");
    }

    @Test
    void theDefaultDevicesWorkAndNoOtherCanBeMade() throws IOException {
        assertThat(inside("echo a > /dev/null; head -c 2 /dev/zero | od -An -tx1 2>/dev/null; head -c 1"
                        + " /dev/urandom > /dev/null && echo random; dd if=/dev/zero of=/dev/full count=1"
                        + " || true"))
                .contains("random", "No space left on device");
        assertThat(inside("for at in /dev /tmp /; do mknod $at/disk c 1 5; head -c 1 $at/disk; done || true"))
                .containsPattern("(Permission denied|Operation not permitted)")
                .doesNotContain("\0");
    }

    @Test
    void devicesAreTheHostsNumbers() throws IOException {
        assertThat(inside("stat -c '%n %F %t:%T' /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty"))
                .isEqualTo("""
                    /dev/null character special file 1:3
                    /dev/zero character special file 1:5
                    /dev/full character special file 1:7
                    /dev/random character special file 1:8
                    /dev/urandom character special file 1:9
                    /dev/tty character special file 5:0
                    """);
    }

    @Test
    void aReadOnlyRootCannotBeWrittenButWhatIsMountedOnItCan() throws IOException {
        ContainerSpec spec = image.sh("touch /x; touch /dev/shm/y && echo shm; touch /scratch/z && echo scratch");
        String output =
                ImageRoot.output(spec.withView(spec.view().asReadOnly().withMount(new ExtraMount.Tmpfs("/scratch"))));

        assertThat(output).contains("Read-only file system", "shm", "scratch");
    }

    @Test
    void volumesAreHungInWithTheirOptionsAndMissingPlacesAreMade() throws IOException {
        Path host = Files.createTempDirectory(folder, "host");
        Files.writeString(host.resolve("file"), "hello\n");
        ContainerSpec spec = image.sh("cat /deep/down/here/file /etc/one; touch /deep/down/here/new; touch /rw/new")
                .withMount(new ExtraMount.Bind(
                        host, "/deep/down/here", Set.of(MountAttribute.RDONLY), ExtraMount.Propagation.PRIVATE))
                .withMount(new ExtraMount.Bind(host, "/rw"))
                .withMount(new ExtraMount.Bind(host.resolve("file"), "/etc/one"));

        assertThat(ImageRoot.output(spec)).contains("hello\nhello\n", "Read-only file system");
        assertThat(host.resolve("new")).exists();
    }

    @Test
    void aDeeperMountIsNotCoveredByAShallowerOne() throws IOException {
        Path outer = Files.createTempDirectory(folder, "outer");
        Path inner = Files.createTempDirectory(folder, "inner");
        Files.createFile(inner.resolve("inside"));
        ContainerSpec spec = image.sh("ls /data/sub")
                .withMount(new ExtraMount.Bind(inner, "/data/sub"))
                .withMount(new ExtraMount.Bind(outer, "/data"));

        assertThat(ImageRoot.output(spec)).isEqualTo("inside\n");
    }

    @Test
    void capabilitiesAreAddedAndTakenAway() throws IOException {
        ContainerSpec spec = image.sh("grep CapEff /proc/self/status")
                .withProfile(Profile.docker()
                        .withCapabilities(Set.of(Capability.SYS_ADMIN))
                        .withoutCapabilities(Set.of(Capability.MKNOD)));

        assertThat(ImageRoot.output(spec)).isEqualTo("CapEff:\t00000000a02425fb\n");
    }

    @Test
    void aPrivilegedOneHasEverything() throws IOException {
        ContainerSpec spec = image.sh(
                        "grep -E 'Seccomp:|NoNew' /proc/self/status; mount -t tmpfs none /tmp && echo mounted; ls"
                                + " /proc/acpi >/dev/null; touch /proc/sys/kernel/panic")
                .withProfile(Profile.privileged());

        assertThat(ImageRoot.output(spec)).contains("NoNewPrivs:\t0", "Seccomp:\t0", "mounted");
    }

    @Test
    void kernelParametersOfItsNamespacesAreItsOwn() throws IOException {
        ContainerSpec spec = image.sh("cat /proc/sys/net/ipv4/ip_forward /proc/sys/kernel/shmmni");
        spec = spec.withIsolation(
                spec.isolation().withSysctl("net.ipv4.ip_forward", "1").withSysctl("kernel.shmmni", "77"));

        assertThat(ImageRoot.output(spec)).isEqualTo("1\n77\n");
    }

    @Test
    void aUserHasNoCapabilitiesAndItsGroupsOnly() throws IOException {
        Rights.assumeUsers();
        ContainerSpec spec = image.sh("id -u; id -g; id -G; grep -E 'Cap(Eff|Prm|Bnd)' /proc/self/status")
                .withUser(new Identity(1000, 1001, List.of(1001L, 7L)));

        assertThat(ImageRoot.output(spec)).isEqualTo("""
            1000
            1001
            1001 7
            CapPrm:\t0000000000000000
            CapEff:\t0000000000000000
            CapBnd:\t00000000a80425fb
            """);
    }

    @Test
    void itsGroupsAreNeverThoseOfTheLauncherAndItsOwnIsAmongThem() throws IOException {
        Rights.assumeUsers();
        String groups = "grep Groups /proc/self/status";

        assertThat(inside(groups)).isEqualTo("Groups:\t0 \n");
        assertThat(ImageRoot.output(image.sh(groups).withUser(new Identity(1000, 1001, List.of(7L)))))
                .isEqualTo("Groups:\t7 1001 \n");
    }

    @Test
    void noSignalIsIgnoredWhateverTheLauncherIgnores() throws IOException {
        assertThat(inside("grep -E 'Sig(Blk|Ign)' /proc/self/status"))
                .isEqualTo("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
    }

    @Test
    void inItsOwnNetworkPingsAndLowPortsAreEverybodys() throws IOException {
        String settings = "cd /proc/sys/net/ipv4; cat ping_group_range ip_unprivileged_port_start";
        ContainerSpec own = image.sh(settings);
        ContainerSpec other = own.withIsolation(own.isolation().withSysctl("net.ipv4.ip_unprivileged_port_start", "9"));

        // icmp(7): the groups must be mapped, so without root nobody is given this right.
        String ping = Credentials.canAdministrate() ? "0\t2147483647\n" : "65534\t65534\n";
        assertThat(ImageRoot.output(own)).isEqualTo(ping + "0\n");
        assertThat(ImageRoot.output(other)).isEqualTo(ping + "9\n");
    }

    @Test
    void limitsAndOomScoreAreSet() throws IOException {
        ContainerSpec spec = image.sh("ulimit -n; ulimit -Hn; cat /proc/self/oom_score_adj");
        spec = spec.withProcess(
                spec.process().withRlimit(Rlimit.parse("nofile=100:200")).withOomScoreAdj(500));

        assertThat(ImageRoot.output(spec)).isEqualTo("100\n200\n500\n");
    }

    @Test
    void aWorkingDirectoryIsMadeIfItIsMissing() throws IOException {
        assertThat(ImageRoot.output(image.sh("pwd").withCwd("/made/for/it"))).isEqualTo("/made/for/it\n");
    }

    @Test
    void namespacesCanBeTheHosts() throws IOException {
        ContainerSpec spec = image.sh("readlink /proc/self/ns/net; readlink /proc/self/ns/ipc");
        spec = spec.withIsolation(spec.isolation().withoutNamespaces(Set.of(Namespace.NET, Namespace.IPC)));

        assertThat(ImageRoot.output(spec))
                .contains("net:[" + Observer.self().namespaces().of("net").orElseThrow() + "]");
    }

    @Test
    void inAUserNamespaceItIsTheSame() throws IOException {
        ContainerSpec spec = image.sh("grep -E '^(CapEff|NoNew|Seccomp:)' /proc/self/status; cat /proc/keys; "
                        + "echo a > /dev/null; touch /file /dev/shm/file && echo written; touch /sys/x; "
                        + "mknod /tmp/disk b 254 0")
                .withNamespaces(Set.of(Namespace.USER));

        assertThat(ImageRoot.output(spec))
                .contains("CapEff:\t00000000a80425fb", "NoNewPrivs:\t1", "Seccomp:\t2", "written")
                .contains("Read-only file system", "Operation not permitted");
    }
}
