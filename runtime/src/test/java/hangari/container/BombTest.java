package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.cgroup.Hierarchies;
import hangari.container.cgroup.Limits;
import hangari.container.cgroup.Plan;
import hangari.linux.Ending;
import hangari.linux.Signal;
import hangari.peer.Peer;
import hangari.peer.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that take all they can get: each finds its limit, the machine answers meanwhile, the verdict has a name, and
 * nothing is left behind.
 */
class BombTest {
    @TempDir
    static Path folder;

    private static ImageRoot image;

    private Set<String> before = Set.of();

    @BeforeAll
    static void anImage() throws IOException {
        Rights.assumeGroups();
        image = ImageRoot.withPerl(folder);
    }

    /** What a bomb could leave: mounts, cgroups, and processes of ours. */
    private static Set<String> traces() throws IOException {
        Set<String> traces = new TreeSet<>(Files.readAllLines(Path.of("/proc/self/mountinfo")));
        for (Path group : Plan.of(Hierarchies.here(), Limits.none().withPids(20).withMemory("16m"), "x")
                .directories()
                .keySet()) {
            try (var groups = Files.list(group.getParent())) {
                String ours = "-" + ProcessHandle.current().pid() + "-";
                traces.addAll(groups.map(Path::toString)
                        .filter(path -> path.contains(ours))
                        .collect(Collectors.toSet()));
            }
        }
        ProcessHandle.current().descendants().forEach(process -> traces.add("process " + process.pid()));
        return traces;
    }

    @BeforeEach
    void look() throws IOException {
        before = traces();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(traces()).isEqualTo(before);
    }

    private static void theMachineAnswers() throws IOException {
        assertThat(ImageRoot.output(image.sh("echo on").withLimits(Limits.none().withPids(5))))
                .isEqualTo("on\n");
    }

    @Test
    void aForkBombStopsAtTheLimitOfPids() throws IOException {
        ContainerSpec bomb = image.sh("exec 2> /dev/null; b() { while :; do b & done; }; b & while :; do sleep 1; done")
                .withLimits(Limits.none().withPids(30));
        try (Container container = Container.observed(bomb)) {
            while (container.alive() && container.events().forksRefused().orElse(0) < 10) {
                Thread.onSpinWait();
            }

            assertThat(container.statistics().pids().orElseThrow()).isBetween(2L, 30L);
            theMachineAnswers();
            container.signal(Signal.SIGKILL);
            assertThat(container.await()).contains(new Ending.Killed(Signal.SIGKILL));
            assertThat(container.events().forksRefused().orElseThrow()).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void aBombOfZombiesStopsThereToo() throws IOException {
        ContainerSpec bomb = image.perl(
                        "while (1) { my $p = fork; exit 0 if defined $p && !$p; last if !defined $p } print int $!")
                .withLimits(Limits.none().withPids(30));
        try (Container container = Container.observed(bomb)) {
            container.await();

            assertThat(container.stdout()).isEqualTo("11"); // EAGAIN
            assertThat(container.events().forksRefused()).hasValue(1);
            theMachineAnswers();
        }
    }

    @Test
    void aMemoryBombIsKilledAndOutOfMemoryIsTheReason() throws IOException {
        ContainerSpec bomb = image.perl("my @all; push @all, 'x' x 1048576 while 1")
                .withLimits(Limits.none().withMemory("32m").withMemorySwap("32m"));
        try (Container container = Container.observed(bomb)) {
            assertThat(container.await())
                    .hasValueSatisfying(ending -> assertThat(ending.status()).isEqualTo(137));
            assertThat(container.events().outOfMemory()).isTrue();
            assertThat(container.statistics().memoryPeak().orElseThrow()).isLessThanOrEqualTo(32L << 20);
            theMachineAnswers();
        }
    }

    @Test
    void aBombOfFilesInMemoryCountsAsMemory() throws IOException {
        ContainerSpec bomb = image.sh("exec dd if=/dev/zero of=/dev/shm/file bs=1M 2> /dev/null")
                .withLimits(Limits.none().withMemory("16m").withMemorySwap("16m"));
        try (Container container = Container.observed(bomb)) {
            assertThat(container.await())
                    .hasValueSatisfying(ending -> assertThat(ending.status()).isEqualTo(137));
            assertThat(container.events().outOfMemory()).isTrue();
        }
    }

    @Test
    void aDiskBombFindsNoSpaceLeftAndTheContainerLivesOn() throws IOException {
        ContainerSpec bomb = image.sh("dd if=/dev/zero of=/scratch/file bs=64k; stat -c %s /scratch/file;"
                        + " rm /scratch/file; echo again > /scratch/file && echo on")
                .withMount(new ExtraMount.Tmpfs("/scratch", "size=1m", Set.of()));

        assertThat(ImageRoot.output(bomb)).contains("No space left on device").contains("1048576\non\n");
    }

    @Test
    void aDiskBombInItsOwnLayerFindsNoSpaceLeftWhereTheLayersAre() throws Exception {
        Rights.assumeRoot();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Peer.run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        try {
            RootFs root = new RootFs.Overlay(
                    List.of(folder.resolve("base")),
                    Files.createDirectory(disk.resolve("upper")),
                    Files.createDirectory(disk.resolve("work")),
                    Files.createDirectory(folder.resolve("merged")));
            String script = "dd if=/dev/zero of=/file bs=64k; rm /file; echo on";

            assertThat(ImageRoot.output(ContainerSpec.docker(root, "sh", "-c", script)))
                    .contains("No space left on device")
                    .contains("on\n");
        } finally {
            Peer.run("umount", disk.toString());
        }
    }

    @Test
    void aBombOfEmptyFilesDoesToo() throws IOException {
        ContainerSpec bomb = image.perl(
                        "my $n = 0; $n++ while open(my $f, '>', \"/scratch/$n\"); print int $!, $n < 50 ? ' few' : '"
                                + " many'")
                .withMount(new ExtraMount.Tmpfs("/scratch", "size=1m,nr_inodes=50", Set.of()));

        assertThat(ImageRoot.output(bomb)).isEqualTo("28 few"); // ENOSPC
    }

    @Test
    void aBombOfDescriptorsStopsAtItsLimit() throws IOException {
        String script =
                "my @all; while (open(my $f, '<', '/dev/null')) { push @all, $f } print int $!, ' ', scalar @all";
        ContainerSpec bomb = image.perl(script);
        bomb = bomb.withProcess(bomb.process().withRlimit(Rlimit.parse("nofile=64")));

        // EMFILE: 64 but for the first three.
        assertThat(ImageRoot.output(bomb)).isEqualTo("24 61");
    }

    @Test
    void aBombOfOutputIsCutAndDoesNotStopTheProgram() throws IOException {
        try (Container container = Container.observed(image.perl("print 'x' x 65536 for 1..512; exit 7"))) {
            assertThat(container.await()).contains(new Ending.Exited(7));
            assertThat(container.stdout()).hasSizeLessThan((1 << 20) + 100).endsWith("bytes]");
        }
    }

    @Test
    void manyBombsAtOnceDoNotAddUp() throws IOException {
        List<Container> bombs = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                bombs.add(Container.observed(image.sh(
                                "exec 2> /dev/null; b() { b & b & }; b; while :; do sleep 1; done")
                        .withLimits(Limits.none().withPids(20).withMemory("16m").withCpus(0.1))));
            }
            theMachineAnswers();
        } finally {
            bombs.forEach(Container::close);
        }
    }
}
