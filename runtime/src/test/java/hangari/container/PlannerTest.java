package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.MountFlag;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.NamespaceStep;
import hangari.linux.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is wanted of a container, turned into steps; nothing is run here. */
class PlannerTest {
    private static final ContainerSpec TRUE = ContainerSpec.of("true");

    private static List<Step> steps(ContainerSpec spec) {
        return Planner.plan(spec).steps();
    }

    @Test
    void aHostnameAloneDoesNotRenameTheHost() {
        assertThat(Planner.plan(TRUE.withHostname("jar")).namespaces()).contains(Namespace.UTS);
        assertThat(Planner.plan(TRUE.withThen(List.of(new NamespaceStep.Sethostname("jar"))))
                        .namespaces())
                .contains(Namespace.UTS);
    }

    @Test
    void aMountAloneDoesNotStayOnTheHost() {
        Step mount = new MountStep.Mount("tmpfs", "/mnt", "tmpfs", Set.of(), "");

        assertThat(Planner.plan(TRUE.withThen(List.of(mount))).namespaces()).contains(Namespace.MNT);
    }

    @Test
    void theTreeIsMadePrivateBeforeAnythingIsMounted() {
        List<Step> mounts = steps(TRUE.withRoot(new RootFs.Pivot(Path.of("/jar")))).stream()
                .filter(step -> step instanceof MountStep.Mount)
                .toList();

        assertThat(((MountStep.Mount) mounts.get(0)).flags()).contains(MountFlag.PRIVATE, MountFlag.REC);
    }

    @Test
    void procIsMountedBeforeTheOldRootIsDetached() {
        List<Step> steps =
                steps(TRUE.withRoot(new RootFs.Pivot(Path.of("/jar"))).withNamespaces(Set.of(Namespace.PID)));

        int proc = steps.indexOf(new MountStep.Mount(
                "proc", "/jar/proc", "proc", Set.of(MountFlag.NOSUID, MountFlag.NODEV, MountFlag.NOEXEC), ""));
        int detach = steps.indexOf(new MountStep.Detach("."));
        assertThat(proc).isPositive().isLessThan(detach);
    }

    @Test
    void theLowestLayerIsTheLastOfLowerdir() {
        RootFs layers = new RootFs.Overlay(
                List.of(Path.of("/base"), Path.of("/next")), Path.of("/up"), Path.of("/work"), Path.of("/merged"));

        assertThat(Planner.plan(TRUE.withRoot(layers)).toString())
                .contains("lowerdir=/next:/base,upperdir=/up,workdir=/work");
    }

    @Test
    void aProgramWhoseOwnCallsChangeTheRootIsLookedForAlongThePath() {
        String plan = Planner.plan(ContainerSpec.of("ls").withThen(List.of(new MountStep.Chroot("."))))
                .toString();

        assertThat(plan).contains("execve(\"/usr/bin/ls\"").contains("execve(\"/bin/ls\"");
    }

    @Test
    void theTimeNamespaceIsUnsharedAndNotCloned() {
        var program = Planner.plan(TRUE.withNamespaces(Set.of(Namespace.TIME)));

        assertThat(program.namespaces()).doesNotContain(Namespace.TIME);
        assertThat(program.steps()).contains(new NamespaceStep.Unshare(Set.of(Namespace.TIME)));
    }

    @Test
    void whatIsJoinedComesBeforeWhatIsNewAndTheUserNamespaceFirst() {
        Joined other = new Joined(42, Set.of(Namespace.MNT, Namespace.USER));
        var program = Planner.plan(TRUE.withJoined(other).withNamespaces(Set.of(Namespace.MNT, Namespace.PID)));

        assertThat(program.namespaces()).containsExactly(Namespace.PID);
        assertThat(program.steps())
                .startsWith(
                        new NamespaceStep.Enter(42, List.of(Namespace.USER, Namespace.MNT)),
                        new NamespaceStep.Unshare(Set.of(Namespace.MNT)));
    }

    @Test
    void aMountIsMadeInTheNamespaceThatWasJoined() {
        Step mount = new MountStep.Mount("tmpfs", "/mnt", "tmpfs", Set.of(), "");
        Joined other = new Joined(42, Set.of(Namespace.MNT));

        assertThat(steps(TRUE.withJoined(other).withThen(List.of(mount))))
                .filteredOn(step -> step instanceof MountStep.Mount)
                .containsExactly(mount);
    }
}
