package hangari.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.proc.CgroupMembership;
import hangari.linux.proc.CgroupMembership.Layout;
import hangari.linux.proc.MountTable;
import hangari.linux.proc.ProcFs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HierarchiesTest {
    private static Hierarchies of(String cgroup, String mountinfo) {
        return Hierarchies.of(CgroupMembership.parse(cgroup), MountTable.parse(mountinfo));
    }

    @Test
    void onVersion2OneTreeKeepsAllLimits() {
        Hierarchies trees = of(
                "0::/user.slice/user-1000.slice/session-3.scope\n",
                "30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n");

        assertThat(trees.layout()).isEqualTo(Layout.V2);
        assertThat(trees.of(Controller.MEMORY)).isEqualTo(trees.unified()).isEqualTo(trees.of(Controller.IO));
        assertThat(trees.unified().orElseThrow().directory())
                .contains(Path.of("/sys/fs/cgroup/user.slice/user-1000.slice/session-3.scope"));
    }

    @Test
    void onVersion1ControllersMountedTogetherAreOneTree() {
        Hierarchies trees = of("5:cpu,cpuacct:/jar\n4:blkio:/\n3:memory:/m:x\n1:name=systemd:/\n", """
                31 30 0:27 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd
                32 30 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
                33 30 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                34 30 0:30 / /sys/fs/cgroup/blkio rw - cgroup cgroup rw,blkio
                """);

        assertThat(trees.layout()).isEqualTo(Layout.V1);
        assertThat(trees.of(Controller.CPU).orElseThrow().directory())
                .contains(Path.of("/sys/fs/cgroup/cpu,cpuacct/jar"));
        assertThat(trees.of(Controller.MEMORY).orElseThrow().directory())
                .contains(Path.of("/sys/fs/cgroup/memory/m:x"));
        assertThat(trees.of(Controller.IO).orElseThrow().mount()).isEqualTo(Path.of("/sys/fs/cgroup/blkio"));
        assertThat(trees.of(Controller.PIDS)).isEmpty();
    }

    @Test
    void onAHybridWhatVersion1DoesNotHoldIsLeftToVersion2() {
        Hierarchies trees = of("8:pids:/\n0::/\n", """
                39 31 0:36 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids
                41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                """);

        assertThat(trees.layout()).isEqualTo(Layout.HYBRID);
        assertThat(trees.of(Controller.PIDS).orElseThrow().version()).isEqualTo(Version.V1);
        assertThat(trees.of(Controller.MEMORY).orElseThrow().version()).isEqualTo(Version.V2);
    }

    @Test
    void inAContainerTheMountShowsOurOwnGroupAsItsRoot() {
        Hierarchies trees =
                of("8:pids:/docker/ab12\n", "39 31 0:36 /docker/ab12 /sys/fs/cgroup/pids ro - cgroup cgroup rw,pids\n");

        Hierarchy pids = trees.of(Controller.PIDS).orElseThrow();
        assertThat(pids.directory()).contains(Path.of("/sys/fs/cgroup/pids"));
        assertThat(pids.readOnly()).isTrue();
    }

    @Test
    void aGroupThatTheMountDoesNotShowHasNoDirectory() {
        Hierarchies trees = of("8:pids:/docker/ab123\n0::/../other\n", """
                39 31 0:36 /docker/ab12 /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids
                41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                """);

        assertThat(trees.of(Controller.PIDS).orElseThrow().directory()).isEmpty();
        assertThat(trees.unified().orElseThrow().directory()).isEmpty();
    }

    @Test
    void ofSeveralMountsTheOneThatCanBeWrittenIsTaken() {
        Hierarchies trees = of("8:pids:/\n", """
                39 31 0:36 / /ro ro - cgroup cgroup rw,pids
                40 31 0:36 / /rw rw - cgroup cgroup rw,pids
                41 31 0:36 /sub /sub rw - cgroup cgroup rw,pids
                """);

        assertThat(trees.of(Controller.PIDS).orElseThrow().mount()).isEqualTo(Path.of("/rw"));
    }

    @Test
    void ourOwnGroupIsADirectoryThatListsUs() throws Exception {
        long self = ProcFs.host().self();

        for (Hierarchy tree : Hierarchies.here().trees()) {
            Path procs = tree.directory().orElseThrow().resolve("cgroup.procs");
            assertThat(Files.readAllLines(procs)).as("%s", procs).contains(Long.toString(self));
        }
    }
}
