package hangari.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.linux.proc.CgroupMembership;
import hangari.linux.proc.MountTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final String ALL = "cpuset cpu io memory pids";
    private static final Limits EVERY = Limits.none()
            .withMemory("64m")
            .withMemorySwap("96m")
            .withCpus(0.5)
            .withCpuShares(1024)
            .withPids(20)
            .withBlkioWeight(500);

    @TempDir
    Path mount;

    private static Hierarchies version1(String options) {
        return Hierarchies.of(
                CgroupMembership.parse("5:cpu,cpuacct:/me\n4:blkio:/\n3:memory:/m\n2:pids:/\n"),
                MountTable.parse("""
                        32 30 0:28 / /cg/cpu rw - cgroup cgroup rw,cpu,cpuacct
                        33 30 0:29 / /cg/memory rw - cgroup cgroup rw,memory
                        34 30 0:30 / /cg/blkio rw - cgroup cgroup rw,blkio
                        35 30 0:31 / /cg/pids OPTIONS - cgroup cgroup rw,pids
                        """.replace("OPTIONS", options)));
    }

    @Test
    void onVersion1EachTreeGetsAGroupBelowOurOwn() {
        assertThat(Plan.of(version1("rw"), EVERY, "jar")).hasToString("""
                        mkdir /cg/memory/m/jar
                        echo 67108864 > /cg/memory/m/jar/memory.limit_in_bytes
                        echo 100663296 > /cg/memory/m/jar/memory.memsw.limit_in_bytes
                        mkdir /cg/cpu/me/jar
                        echo 50000 > /cg/cpu/me/jar/cpu.cfs_quota_us
                        echo 1024 > /cg/cpu/me/jar/cpu.shares
                        mkdir /cg/pids/jar
                        echo 20 > /cg/pids/jar/pids.max
                        mkdir /cg/blkio/jar
                        echo 500 > /cg/blkio/jar/blkio.bfq.weight || echo 500 > /cg/blkio/jar/blkio.weight""".stripIndent());
    }

    @Test
    void treesThatNoLimitNeedsAreLeftAlone() {
        Plan plan = Plan.of(version1("rw"), Limits.none().withPids(20), "jar");

        assertThat(plan.directories()).containsOnlyKeys(Path.of("/cg/pids/jar"));
        assertThat(Plan.of(version1("rw"), Limits.none(), "jar").actions()).isEmpty();
    }

    @Test
    void onVersion2OneGroupBelowTheRootGetsAllOfThem() throws Exception {
        Hierarchies trees = UnifiedFixture.at(mount, ALL, ALL).seenFrom("/");

        assertThat(Plan.of(trees, EVERY, "jar").toString().replace(mount.toString(), "/cg"))
                .isEqualTo("""
                        mkdir /cg/jar
                        echo 67108864 > /cg/jar/memory.max
                        echo 33554432 > /cg/jar/memory.swap.max
                        echo 50000 100000 > /cg/jar/cpu.max
                        echo 39 > /cg/jar/cpu.weight
                        echo 20 > /cg/jar/pids.max
                        echo 500 > /cg/jar/io.bfq.weight || echo default 4950 > /cg/jar/io.weight""");
    }

    @Test
    void onVersion2AGroupWithProcessesIsPassedByAndTheWayDownIsEnabled() throws Exception {
        Hierarchies trees = UnifiedFixture.at(mount, ALL, "memory pids")
                .with("user.slice", "memory pids", "memory", "")
                .with("user.slice/session-3.scope", "memory", "", "4711\n")
                .seenFrom("/user.slice/session-3.scope");

        Plan plan = Plan.of(trees, Limits.none().withCpus(1.5).withPids(20), "jar");
        assertThat(plan.toString().replace(mount.toString(), "/cg")).isEqualTo("""
                        echo +cpu > /cg/cgroup.subtree_control
                        echo +cpu +pids > /cg/user.slice/cgroup.subtree_control
                        mkdir /cg/user.slice/jar
                        echo 150000 100000 > /cg/user.slice/jar/cpu.max
                        echo 20 > /cg/user.slice/jar/pids.max""");
    }

    @Test
    void onVersion2AGroupWithoutLimitsIsMadeWhereItsUseIsCounted() throws Exception {
        Hierarchies trees = UnifiedFixture.at(mount, ALL, "memory")
                .with("user.slice", "memory", "", "")
                .with("user.slice/session-3.scope", "", "", "4711\n")
                .seenFrom("/user.slice/session-3.scope");

        Plan plan = Plan.everywhere(trees, Limits.none(), "jar");
        assertThat(plan.toString().replace(mount.toString(), "/cg")).isEqualTo("""
                        echo +pids > /cg/cgroup.subtree_control || true
                        echo +memory > /cg/user.slice/cgroup.subtree_control || true
                        echo +pids > /cg/user.slice/cgroup.subtree_control || true
                        mkdir /cg/user.slice/jar || true""");
        assertThat(Plan.everywhere(trees, Limits.none().withMemory("64m"), "jar")
                        .directories())
                .containsOnlyKeys(mount.resolve("user.slice/jar"));
    }

    @Test
    void onVersion2WithoutControllersTheGroupIsBelowOurOwn() throws Exception {
        Hierarchies trees =
                UnifiedFixture.at(mount, "", "").with("scope", "", "", "4711\n").seenFrom("/scope");

        assertThat(Plan.everywhere(trees, Limits.none(), "jar"))
                .hasToString("mkdir " + mount.resolve("scope/jar") + " || true");
    }

    @Test
    void onVersion2AContainersViewWhoseRootHoldsProcessesIsRefusedWithTheRemedy() throws Exception {
        Hierarchies trees =
                UnifiedFixture.at(mount, ALL, "").with("", ALL, "", "1\n7\n").seenFrom("/");

        assertThatThrownBy(() -> Plan.of(trees, Limits.none().withPids(20), "jar"))
                .isInstanceOf(CgroupException.class)
                .hasMessage("cannot limit pids to 20: " + mount + " holds processes itself, so it cannot hand on"
                        + " controllers: move them to a child group first");
    }

    @Test
    void aControllerThatIsNotOfferedIsNamed() throws Exception {
        Hierarchies trees =
                UnifiedFixture.at(mount, "memory pids", "memory pids").seenFrom("/");

        assertThatThrownBy(() -> Plan.of(trees, Limits.none().withPids(20).withCpus(0.5), "jar"))
                .isInstanceOf(CgroupException.class)
                .hasMessageStartingWith("cannot limit cpus to 0.5: " + mount + " does not offer the controller cpu: ");
    }

    @Test
    void aControllerThatIsNotMountedIsNamedWithTheRemedy() {
        Hierarchies none = Hierarchies.of(CgroupMembership.parse(""), MountTable.parse(""));

        assertThatThrownBy(() -> Plan.of(none, Limits.none().withMemory("64m"), "jar"))
                .isInstanceOf(CgroupException.class)
                .hasMessage("cannot limit memory to 64m: no cgroup hierarchy with the controller memory is mounted:"
                        + " mount -t cgroup2 none /sys/fs/cgroup, or mount -t cgroup -o memory none DIR");
    }

    @Test
    void aTreeThatIsMountedReadOnlyIsNamedWithTheRemedy() {
        assertThatThrownBy(() -> Plan.of(version1("ro"), Limits.none().withPids(20), "jar"))
                .isInstanceOf(CgroupException.class)
                .hasMessage("cannot limit pids to 20: /cg/pids is mounted read-only:"
                        + " run on the host itself, or remount it with -o remount,rw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "a/b"})
    void aNameThatLeadsElsewhereIsRefused(String name) {
        assertThatThrownBy(() -> Plan.of(version1("rw"), Limits.none().withPids(20), name))
                .hasMessageContaining("cannot name a cgroup");
    }

    @Test
    void swapIsAsMuchAsMemoryUnlessItIsSaid() throws Exception {
        Hierarchies unified = UnifiedFixture.at(mount, ALL, ALL).seenFrom("/");
        Limits limits = Limits.none().withMemory("64m");

        assertThat(Plan.of(unified, limits, "jar").toString())
                .contains("echo 67108864 > " + mount + "/jar/memory.swap");
        assertThat(Plan.of(version1("rw"), limits, "jar").toString()).contains("echo 134217728 > ");
        assertThat(Plan.of(unified, limits.withMemorySwap("-1"), "jar").toString())
                .contains("echo max > " + mount + "/jar/memory.swap.max");
        assertThat(Plan.of(version1("rw"), limits.withMemorySwap("-1"), "jar").toString())
                .contains("echo -1 > ");
    }
}
