package hangari.cli.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.cgroup.CgroupException;
import hangari.container.cgroup.Group;
import hangari.container.cgroup.Hierarchies;
import hangari.container.cgroup.Hierarchy;
import hangari.container.cgroup.Limits;
import hangari.container.cgroup.Plan;
import hangari.container.cgroup.Version;
import hangari.linux.Credentials;
import hangari.linux.proc.CgroupMembership.Layout;
import hangari.linux.proc.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The limits that are typed after run, as the kernel then keeps them: on either version, as root and as another user. */
@Timeout(300)
class LimitsOfRunTest {
    @TempDir
    Path directory;

    private RealDesk real;
    private TestDesk desk;

    @BeforeEach
    void aRootAndASupervisor() throws IOException {
        assumeTrue(Credentials.uid() == 0 || groups(), "not root, and no cgroup was delegated to this user");
        real = RealDesk.in(directory, "sh", "dd", "sleep");
        desk = real.desk();
    }

    private static boolean groups() {
        Limits limits = Limits.none().withPids(20).withMemory("64m").withCpus(0.5);
        try {
            Group.make(Plan.of(Hierarchies.here(), limits, "hangari-test-" + UUID.randomUUID()))
                    .close();
            return true;
        } catch (CgroupException e) {
            return false;
        }
    }

    @AfterEach
    void leaveNothing() {
        if (real != null) {
            real.close();
        }
    }

    private int run(String options, String... command) {
        return real.run(options, command);
    }

    private String inspected(String format) {
        assertThat(desk.run("container", "inspect", "-f", format, "box"))
                .as(desk.complaint())
                .isZero();
        return desk.said().strip();
    }

    /** The directories of the groups that the container's first process is in. */
    private List<Path> groupsOfTheContainer() {
        ProcFs proc = ProcFs.host();
        long pid = Long.parseLong(inspected("{{.State.Pid}}"));
        var membership = proc.cgroups(pid).value().orElseThrow();
        var mounts = proc.mounts(proc.self()).value().orElseThrow();
        return Hierarchies.of(membership, mounts).trees().stream()
                .map(Hierarchy::directory)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String kept(List<Path> groups, String file) throws IOException {
        for (Path group : groups) {
            if (Files.exists(group.resolve(file))) {
                return Files.readString(group.resolve(file)).strip();
            }
        }
        return "no " + file + " in " + groups;
    }

    private static Version version() {
        return Hierarchies.here().layout() == Layout.V2 ? Version.V2 : Version.V1;
    }

    @Test
    void whatIsTypedIsInTheFilesOfTheGroup() throws Exception {
        String limits = "-d --name box -m 64m --memory-swap 96m --cpus 0.5 --cpu-shares 512 --pids-limit 20";
        // cgroup-v2.rst: swap is counted apart there, and weights go from 1 to 10000
        Map<String, String> expected = version() == Version.V2
                ? Map.of(
                        "memory.max", "" + (64 << 20),
                        "memory.swap.max", "" + (32 << 20),
                        "cpu.max", "50000 100000",
                        "cpu.weight", "20",
                        "pids.max", "20")
                : Map.of(
                        "memory.limit_in_bytes", "" + (64 << 20),
                        "memory.memsw.limit_in_bytes", "" + (96 << 20),
                        "cpu.cfs_quota_us", "50000",
                        "cpu.shares", "512",
                        "pids.max", "20");

        assertThat(run(limits, "sleep", "1000")).as(desk.complaint()).isZero();

        List<Path> groups = groupsOfTheContainer();
        for (var file : expected.entrySet()) {
            assertThat(kept(groups, file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
        }
        assertThat(desk.run("rm", "-f", "box")).isZero();
        assertThat(groups.stream().filter(group -> group.toString().contains("hangari")))
                .noneMatch(Files::exists);
    }

    @Test
    void aWeightOfDisksIsKeptOrTheRefusalNamesTheFile() throws Exception {
        if (run("-d --name box --blkio-weight 500", "sleep", "1000") == 0) {
            List<Path> groups = groupsOfTheContainer();
            assertThat(Arrays.asList(
                            kept(groups, "io.bfq.weight"), kept(groups, "io.weight"), kept(groups, "blkio.bfq.weight")))
                    .anyMatch(weight -> weight.contains("500") || weight.contains("default 4950"));
        } else {
            assertThat(desk.complaint()).hasLineCount(1).contains("cannot set blkio weight to 500: ");
        }
    }

    @Test
    void oneThatWantsMoreMemoryEndsWith137AndTheReasonIsKept() {
        int status =
                run("--name box -m 16m --memory-swap 16m", "dd", "if=/dev/zero", "of=/dev/null", "bs=64M", "count=1");

        assertThat(status).as(desk.complaint()).isEqualTo(137);
        assertThat(inspected("{{.State.OOMKilled}}|{{.State.ExitCode}}|{{.State.Status}}"))
                .isEqualTo("true|137|exited");
        assertThat(desk.run("container", "inspect", "box")).isZero();
        assertThat(desk.said()).contains("\"OOMKilled\" : true");
    }

    @Test
    void oneThatIsKilledByAnotherHasNotWantedMemory() {
        assertThat(run("-d --name box -m 16m", "sleep", "1000"))
                .as(desk.complaint())
                .isZero();
        assertThat(desk.run("kill", "box")).isZero();
        assertThat(desk.run("wait", "box")).isZero();

        assertThat(inspected("{{.State.OOMKilled}}|{{.State.ExitCode}}")).isEqualTo("false|137");
    }

    @Test
    void oneThatForksTooOftenIsRefusedItsChildren() {
        String script = "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 1000 & done; echo all";

        run("--rm --pids-limit 8", "sh", "-c", script);

        assertThat(desk.complaint()).contains("can't fork: Resource temporarily unavailable");
        assertThat(desk.said()).isEmpty();
    }

    @Test
    void statisticsAreThoseOfTheGroup() {
        assertThat(run("-d --name box -m 64m --pids-limit 20", "sh", "-c", "sleep 1000 & wait"))
                .as(desk.complaint())
                .isZero();

        assertThat(desk.run("stats", "--no-stream", "--format", "{{.Name}}|{{.MemUsage}}", "box"))
                .as(desk.complaint())
                .isZero();

        assertThat(desk.said()).matches("box\\|[0-9.]+[kKM]?i?B / 64MiB\n");
    }
}
