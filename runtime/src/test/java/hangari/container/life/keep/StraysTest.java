package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.life.Request.LogQuery;
import hangari.container.life.State;
import hangari.peer.Rights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a killed supervisor was about to begin in a container, and what is the container's own. */
@Timeout(60)
class StraysTest {
    private static final Path NSENTER = Path.of("/usr/bin/nsenter");

    @TempDir
    Path folder;

    private Yard yard;
    private Containers containers;

    @BeforeEach
    void open() throws Exception {
        Rights.assumeRoot();
        assumeTrue(Files.isExecutable(NSENTER), "nsenter is not installed: apt-get install util-linux");
        yard = new Yard(folder);
        containers = yard.open();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (containers != null) {
            containers.list(true).rows().forEach(row -> containers.remove(row.id(), true));
            containers.close();
            assertThat(yard.remains()).isEmpty();
            assertThat(yard.marked("EXEC")).isEmpty();
        }
    }

    private State.Running running(String id) {
        return containers.inspect(id).state().present().orElseThrow();
    }

    /** A process that somebody puts into a container, and leaves alone there. */
    private void stray(String id) throws Exception {
        String place = containers.inspect(id).cgroups().stream()
                .map(directory -> "echo $$ > " + directory + "/cgroup.procs; ")
                .reduce("", String::concat);
        String script = place + "export " + yard.mark("EXEC") + "; setsid nsenter -p -m -t "
                + running(id).pid() + " /bin/sleep 1000 < /dev/null > /dev/null 2>&1 &";
        assertThat(new ProcessBuilder("sh", "-c", script).start().waitFor()).isZero();
        while (containers.top(id).rows().stream()
                .noneMatch(row -> row.toString().contains("/bin/sleep"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void nobodysProcessEndsWhenTheNextSupervisorComesAndOrphansOfTheContainerLive() throws Exception {
        String id = yard.created(
                containers,
                yard.sh("(sh -c 'sleep 900 &'); (sh -c 'sleep 900 &'); echo ready; while :; do sleep 1; done"));
        containers.start(id);
        Yard.hearUntil(containers.logs(id, LogQuery.ALL.following()), "ready");
        stray(id);
        containers.close();

        containers = yard.open();

        assertThat(yard.awaitNone("EXEC")).isEmpty();
        assertThat(containers.top(id).rows().stream().map(List::toString))
                .filteredOn(row -> row.endsWith(" sleep 900]"))
                .hasSize(2);
    }

    @Test
    void whereTheHostsProcessesAreSeenNobodyIsEnded() throws Exception {
        String id = yard.created(
                containers,
                yard.sh("(sh -c 'sleep 900 &'); echo ready; exec sleep 1000").pidMode("host"));
        containers.start(id);
        Yard.hearUntil(containers.logs(id, LogQuery.ALL.following()), "ready");
        containers.close();

        containers = yard.open();

        assertThat(containers.top(id).rows()).hasSize(2);
    }
}
