package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Ending;
import hangari.linux.Errno;
import hangari.linux.FileStep;
import hangari.linux.Namespace;
import hangari.linux.Refusal;
import hangari.linux.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Containers on the real kernel. */
class ContainerTest {
    @TempDir
    Path folder;

    private static ContainerSpec sh(String script) {
        return ContainerSpec.of("sh", "-c", script);
    }

    private static Container ended(ContainerSpec spec) {
        Container container = Container.observed(spec);
        container.await();
        return container;
    }

    @Test
    void whatAProcessWritesIsCaptured() {
        Container container = ended(sh("echo out; echo err >&2; exit 3"));

        assertThat(container.stdout()).isEqualTo("out\n");
        assertThat(container.stderr()).isEqualTo("err\n");
        assertThat(container.await()).contains(new Ending.Exited(3));
    }

    @ParameterizedTest
    @EnumSource(value = Namespace.class, names = "TIME", mode = EnumSource.Mode.EXCLUDE)
    void aNamespaceOfItsOwnHasAnotherInodeThanTheHosts(Namespace namespace) {
        Container container = ended(sh("true").withNamespaces(Set.of(namespace)));

        assertThat(container.refusal()).isEmpty();
        Observation seen = container.observation().orElseThrow();
        assertThat(seen.namespaces().apartFrom(Observer.self().namespaces())).contains(namespace.procName());
    }

    @Test
    void aTimeNamespaceIsEnteredByExecve() {
        Container container = ended(sh("readlink /proc/self/ns/time").withNamespaces(Set.of(Namespace.TIME)));

        assertThat(container.refusal()).isEmpty();
        assertThat(container.stdout())
                .isNotEqualTo("time:[" + Observer.self().namespaces().of("time").orElseThrow() + "]\n");
    }

    @Test
    void thePidIsOneInsideAndAnotherOutside() {
        Container container = ended(sh("echo $$").withNamespaces(Set.of(Namespace.PID)));

        assertThat(container.stdout()).isEqualTo("1\n");
        assertThat(container.observation().orElseThrow().nspid()).containsExactly(container.pid(), 1L);
    }

    @Test
    void theHostnameOfItsNamespaceIsSeenFromOutsideAndTheHostsStays() {
        String before = Observer.self().hostname();
        Container container =
                ended(sh("hostname").withNamespaces(Set.of(Namespace.UTS)).withHostname("jar"));

        assertThat(container.stdout()).isEqualTo("jar\n");
        assertThat(container.observation().orElseThrow().hostname()).isEqualTo("jar");
        assertThat(Observer.self().hostname()).isEqualTo(before);
    }

    @Test
    void aProgramWithoutItsInterpreterIsRefusedWithTheReason() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("/bin/ls").toRealPath(), folder.resolve("bin/ls"));
        Container container = ended(ContainerSpec.of("ls").withRoot(new RootFs.Chroot(folder)));

        Refusal refusal = container.refusal().orElseThrow();
        assertThat(refusal.call()).isEqualTo("execve");
        assertThat(refusal.errno()).isEqualTo(Errno.ENOENT);
        assertThat(refusal.hint().in("en")).contains("/bin/ls is there").contains("interpreter");
    }

    @Test
    void aProgramThatIsNotBelowTheRootIsRefusedWithTheRemedy() {
        Container container = ended(ContainerSpec.of("httpd").withRoot(new RootFs.Chroot(folder)));

        assertThat(container.refusal().orElseThrow().hint().in("en"))
                .isEqualTo("httpd is not below " + folder + ": copy it there, with rootfs(\"httpd\")");
    }

    @Test
    void aProgramThatIsNotOnThisMachineIsRefusedWithTheRemedy() {
        Container container = ended(ContainerSpec.of("no-such-program"));

        assertThat(container.refusal().orElseThrow().hint().in("en"))
                .isEqualTo("there is no program no-such-program on this machine: check the name, or install it");
    }

    @Test
    void aPlainDirectoryCannotBePivotedTo() {
        Container container = ended(sh("true").withRoot(new RootFs.BarePivot(folder)));

        Refusal refusal = container.refusal().orElseThrow();
        assertThat(refusal.call()).isEqualTo("pivot_root");
        // EBUSY where the directory is on the root mount itself, EINVAL where it is on another.
        assertThat(refusal.errno()).isIn(Errno.EBUSY, Errno.EINVAL);
        assertThat(refusal.hint().in("en")).contains("bind-mount it onto itself first");
    }

    @Test
    void noDescriptorButTheFirstThreeReachesTheProgram() {
        Container container = ended(ContainerSpec.of("ls", "/proc/self/fd"));

        // 3 is the directory that ls itself has opened.
        assertThat(container.stdout().lines()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void noSignalIsBlockedInTheProgramAndNoHandlerOfOursIsLeft() {
        Container container = ended(ContainerSpec.of("cat", "/proc/self/status"));

        assertThat(container.stdout()).contains("SigBlk:\t0000000000000000", "SigCgt:\t0000000000000000");
    }

    @Test
    void whatTheHostMountsInsideDoesNotReachTheHost() throws Exception {
        Path target = Files.createDirectory(folder.resolve("target"));
        Container container = ended(
                sh("touch " + target + "/inside && ls " + target).withMount(new ExtraMount.Tmpfs(target.toString())));

        assertThat(container.stdout()).isEqualTo("inside\n");
        assertThat(target).isEmptyDirectory();
        assertThat(container.observation().orElseThrow().mounts().at(target.toString()))
                .isPresent();
    }

    @Test
    void aProcessThatIsStoppedDiesOfTheSignal() {
        try (Container container = Container.observed(ContainerSpec.of("sleep", "1000"))) {
            assertThat(container.alive()).isTrue();
            assertThat(container.signal(Signal.SIGTERM)).isTrue();
            assertThat(container.await()).contains(new Ending.Killed(Signal.SIGTERM));
            assertThat(container.alive()).isFalse();
        }
    }

    @Test
    void aPlanIsPrintedWithoutRunningAnything() {
        String plan = Planner.plan(
                        sh("true").withNamespaces(EnumSet.of(Namespace.UTS)).withHostname("jar"))
                .toString();

        assertThat(plan)
                .contains("CLONE_NEWUTS")
                .contains("sethostname(\"jar\", 3)")
                .contains("execve(");
    }

    @Test
    void furtherCallsAreMadeJustBeforeTheProgram() {
        Container container = ended(sh("pwd").withThen(List.of(new FileStep.Chdir("/usr"))));

        assertThat(container.stdout()).isEqualTo("/usr\n");
        assertThat(container.refusal()).isEqualTo(Optional.empty());
    }
}
