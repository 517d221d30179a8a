package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.cgroup.CgroupException;
import hangari.container.cgroup.Hierarchies;
import hangari.container.cgroup.Leftovers;
import hangari.container.cgroup.Limits;
import hangari.container.cgroup.Plan;
import hangari.linux.Ending;
import hangari.linux.Namespace;
import hangari.linux.Signal;
import hangari.linux.proc.CgroupMembership.Entry;
import hangari.peer.Rights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limited containers on the real kernel. */
class ConfinementTest {
    private static final Limits TWENTY = Limits.none().withPids(20);

    private static ContainerSpec sh(String script) {
        return ContainerSpec.of("sh", "-c", script);
    }

    /** Where a container says it is, as the host sees it. */
    private static String placeOf(Container container) {
        return container.observation().orElseThrow().cgroups().entries().stream()
                .map(Entry::path)
                .filter(path -> path.contains("hangari-"))
                .findFirst()
                .orElse("");
    }

    /** Every group of ours that is there, in the trees that a limit of pids needs. */
    private static List<Path> groups() throws Exception {
        Path parent = Plan.of(Hierarchies.here(), TWENTY, "x")
                .directories()
                .keySet()
                .iterator()
                .next()
                .getParent();
        try (var files = Files.list(parent)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith("hangari-" + namespace() + "-"
                                    + ProcessHandle.current().pid() + "-"))
                    .toList();
        }
    }

    private static long namespace() {
        return Observer.self().namespaces().of("pid").orElseThrow();
    }

    @Test
    void isInItsGroupBeforeItsProgramBeginsAndTheGroupGoesWithIt() throws Exception {
        Rights.assumeGroups();
        try (Container container =
                Container.observed(sh("cat /proc/self/cgroup").withLimits(TWENTY))) {
            container.await();
            assertThat(placeOf(container)).contains("/hangari-" + namespace() + "-");
            assertThat(container.stdout()).contains(placeOf(container));
        }
        assertThat(groups()).isEmpty();
    }

    @Test
    void itsGroupIsTheRootOfItsCgroupNamespace() {
        Rights.assumeGroups();
        var spec = sh("cat /proc/self/cgroup").withLimits(TWENTY).withNamespaces(Set.of(Namespace.CGROUP));
        try (Container container = Container.observed(spec)) {
            container.await();
            assertThat(container.refusal()).isEmpty();
            // proc_pid_cgroup(5): of version 1 "pids" is named in the line, of version 2 nothing is.
            assertThat(container.stdout())
                    .containsPattern("(?m)^(\\d+:pids|0:):/$")
                    .doesNotContain("hangari-", "/..");
            assertThat(container
                            .observation()
                            .orElseThrow()
                            .namespaces()
                            .apartFrom(Observer.self().namespaces()))
                    .contains("cgroup");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Namespace.class, names = "TIME", mode = EnumSource.Mode.EXCLUDE)
    void goesTogetherWithEveryNamespace(Namespace namespace) {
        Rights.assumeGroups();
        try (Container container =
                Container.observed(sh("true").withLimits(TWENTY).withNamespaces(Set.of(namespace)))) {
            assertThat(container.await()).contains(new Ending.Exited(0));
            assertThat(container.refusal()).isEmpty();
            assertThat(container.statistics().pids()).isPresent();
        }
    }

    @Test
    void isKilledForWantOfMemoryAndTheEventOutlivesIt() {
        Rights.assumeGroups();
        var greedy = sh("exec dd if=/dev/zero of=/dev/null bs=100M count=1")
                .withLimits(Limits.none().withMemory("16m"));
        try (Container container = Container.observed(greedy)) {
            assertThat(container.await()).contains(new Ending.Killed(Signal.SIGKILL));
            assertThat(container.events().oomKills()).hasValue(1);
        }
    }

    @Test
    void whatItLeavesInTheBackgroundEndsWithIt() throws Exception {
        Rights.assumeGroups();
        try (Container container =
                Container.observed(sh("sleep 1000 >&- 2>&- & echo $!").withLimits(TWENTY))) {
            assertThat(container.await()).contains(new Ending.Exited(0));
        }
        assertThat(groups()).isEmpty();
    }

    @Test
    void aGroupOfAKilledLauncherIsRemovedByTheNextOne() throws Exception {
        Rights.assumeGroups();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path parent = Plan.of(Hierarchies.here(), TWENTY, "x")
                .directories()
                .keySet()
                .iterator()
                .next()
                .getParent();
        Path left = Files.createDirectory(parent.resolve("hangari-" + namespace() + "-" + dead.pid() + "-1"));
        Path living = Files.createDirectory(parent.resolve(Leftovers.name()));
        try (Container container = Container.observed(sh("true").withLimits(TWENTY))) {
            container.await();
            assertThat(left).doesNotExist();
            assertThat(living).exists();
        } finally {
            Files.delete(living);
        }
    }

    @Test
    void aLimitThatCannotBeSetIsSaidAndNothingIsRun() {
        Rights.assumeNoGroups();
        assertThatThrownBy(() -> Container.observed(sh("true").withLimits(TWENTY)))
                .isInstanceOf(CgroupException.class)
                .hasMessageStartingWith("cannot limit pids to 20: ");
    }
}
