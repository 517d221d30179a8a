package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Namespace;
import hangari.linux.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen of a box that renames its machine, on the real kernel. */
class SightTest {
    @TempDir
    Path folder;

    private static ContainerSpec sh(String script, Namespace... namespaces) {
        return ContainerSpec.of("sh", "-c", script).withNamespaces(Set.of(namespaces));
    }

    private static Container ended(ContainerSpec spec) {
        Container container = Container.observed(spec);
        container.await();
        return container;
    }

    private static String hostname(Container container) {
        return container.observation().orElseThrow().hostname();
    }

    static List<Set<Namespace>> waysToHaveAName() {
        return List.of(Set.of(Namespace.UTS), Set.of(Namespace.USER, Namespace.UTS), Namespace.ALL);
    }

    @ParameterizedTest
    @MethodSource("waysToHaveAName")
    void theNameThatAProgramGaveItsMachineIsSeenAtItsEnd(Set<Namespace> namespaces) {
        Container container = ended(ContainerSpec.of("sh", "-c", "hostname late; hostname")
                .withNamespaces(namespaces)
                .withHostname("early"));

        assertThat(container.stdout()).isEqualTo("late\n");
        assertThat(hostname(container)).isEqualTo("late");
        assertThat(Observer.self().hostname()).isNotIn("early", "late");
    }

    @Test
    void theNameIsSeenAlthoughTheProgramWasKilled() {
        try (Container container = Container.observed(sh("hostname late; echo renamed; exec sleep 1000", Namespace.UTS)
                .withHostname("early"))) {
            assertThat(hostname(container)).isEqualTo("early");
            while (!container.stdout().equals("renamed\n")) {
                Thread.onSpinWait();
            }
            container.signal(Signal.SIGKILL);
            container.await();

            assertThat(hostname(container)).isEqualTo("late");
        }
    }

    @Test
    void aChildThatOutlivesTheProgramDoesNotHoldTheLookBack() throws Exception {
        Container container = ended(sh("hostname late; sleep 1000 >/dev/null 2>&1 & echo $!", Namespace.UTS)
                .withHostname("early"));
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(container.stdout().strip())).orElseThrow();
        try {
            assertThat(child.isAlive()).isTrue();
            assertThat(hostname(container)).isEqualTo("late");
            assertThat(heldBy(container)).isEmpty();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void itsNamespaceIsHeldWhileItRunsAndLetGoAtItsEnd() throws Exception {
        try (Container container = Container.observed(
                ContainerSpec.of("sleep", "1000").withNamespaces(Set.of(Namespace.USER, Namespace.UTS)))) {
            assertThat(heldBy(container)).hasSize(2);
            container.signal(Signal.SIGKILL);
            container.await();
            assertThat(heldBy(container)).isEmpty();
        }
    }

    @Test
    void itsNamespaceIsLetGoIfNobodyWaitsForIt() throws Exception {
        Container container = Container.observed(sh("true", Namespace.UTS));
        while (container.alive()) {
            Thread.onSpinWait();
        }

        assertThat(heldBy(container)).isEmpty();
    }

    @Test
    void itsNamespaceIsLetGoIfItsProgramIsRefused() throws Exception {
        Container container = ended(
                ContainerSpec.of("nothing").withRoot(new RootFs.Chroot(folder)).withNamespaces(Set.of(Namespace.UTS)));

        assertThat(container.refusal()).isPresent();
        assertThat(container.observation()).isPresent();
        assertThat(heldBy(container)).isEmpty();
    }

    @Test
    void theHostsOwnNamespaceIsNotHeld() throws Exception {
        try (Container container = Container.observed(ContainerSpec.of("sleep", "1000"))) {
            assertThat(heldBy(container)).isEmpty();
        }
    }

    /** The namespaces of a container among our open files. */
    private static List<String> heldBy(Container container) throws IOException {
        var namespaces = container.observation().orElseThrow().namespaces();
        Set<String> links = Set.of(
                "uts:[" + namespaces.of("uts").orElseThrow() + "]",
                "user:[" + namespaces.of("user").orElseThrow() + "]");
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.map(SightTest::target).filter(links::contains).toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // the descriptor by which the directory was read
        }
    }
}
