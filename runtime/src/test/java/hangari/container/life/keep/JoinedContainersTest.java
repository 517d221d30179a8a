package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.LogQuery;
import hangari.linux.Credentials;
import hangari.linux.proc.ProcFs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers that have namespaces of another one. */
@Timeout(60)
class JoinedContainersTest {
    private static final LogQuery FOLLOWED =
            new LogQuery(true, true, true, OptionalInt.empty(), Optional.empty(), Optional.empty(), false);

    @TempDir
    Path folder;

    private Yard yard;
    private Containers containers;

    @BeforeEach
    void open() throws IOException {
        yard = new Yard(folder);
        containers = yard.open();
    }

    @AfterEach
    void leaveNothing() throws IOException {
        if (containers != null) {
            containers.list(true).rows().forEach(row -> containers.remove(row.id(), true));
            containers.close();
            assertThat(yard.remains()).isEmpty();
        }
    }

    private String started(ContainerDraft draft) {
        String id = yard.created(containers, draft);
        containers.start(id);
        return id;
    }

    private String output(ContainerDraft draft) {
        String id = started(draft);
        var unused = containers.await(id, Condition.NOT_RUNNING);
        Yard.Heard heard = Yard.hear(containers.logs(id, LogQuery.ALL));
        return heard.out() + heard.err();
    }

    private long inode(String id, String namespace) {
        long pid = containers.inspect(id).state().present().orElseThrow().pid();
        return ProcFs.host().namespaces(pid).value().orElseThrow().of(namespace).orElseThrow();
    }

    @Test
    void itSeesTheProcessesOfTheOtherAndIsSeen() {
        String first = started(yard.command("sleep", "1000"));

        assertThat(output(yard.sh("ps; test $$ != 1 && echo not the first")
                        .pidMode("container:" + first)
                        .network(network(first))))
                .containsPattern("\\n +1 .* sleep 1000\\n")
                .endsWith("not the first\n");

        String second = started(
                yard.command("sleep", "2000").pidMode("container:" + first).network(network(first)));
        assertThat(inode(second, "pid")).isEqualTo(inode(first, "pid"));
        assertThat(inode(second, "mnt")).isNotEqualTo(inode(first, "mnt"));
        assertThat(inode(second, "user")).isEqualTo(inode(first, "user"));
    }

    /** Without root, who has the processes of another one has its network too. */
    private static String network(String other) {
        return Credentials.canAdministrate() ? "none" : "container:" + other;
    }

    @Test
    void itSharesTheMemoryOfOneThatLetsIt() {
        String first = started(yard.sh("echo hello >/dev/shm/greeting; echo ready; exec sleep 1000")
                .ipcMode("shareable"));
        assertThat(Yard.hearUntil(containers.logs(first, FOLLOWED), "ready")).isNotEmpty();

        assertThat(output(yard.sh("cat /dev/shm/greeting; ls -d /dev/mqueue").ipcMode("container:" + first)))
                .isEqualTo("hello\n/dev/mqueue\n");
        String second = started(yard.command("sleep", "1000").ipcMode("container:" + first));
        assertThat(inode(second, "ipc")).isEqualTo(inode(first, "ipc"));
        assertThat(inode(second, "pid")).isNotEqualTo(inode(first, "pid"));
    }

    @Test
    void whatIsPrivateIsNotShared() {
        String first = started(yard.command("sleep", "1000"));
        String second = yard.created(containers, yard.command("true").ipcMode("container:" + first));

        assertThatThrownBy(() -> containers.start(second))
                .isInstanceOf(LifeException.class)
                .hasMessageEndingWith("is its own: start that container with --ipc shareable");
    }

    @Test
    void oneWithoutSharedMemoryHasNoPlaceForIt() {
        assertThat(output(
                        yard.sh("ls -d /dev/shm; grep -c /dev/shm /proc/mounts").ipcMode("none")))
                .isEqualTo("0\nls: /dev/shm: No such file or directory\n");
    }

    @Test
    void allOfItCanBeOfOne() {
        String first = started(yard.command("sleep", "1000").ipcMode("shareable"));
        String second = started(yard.command("sleep", "1000")
                .ipcMode("container:" + first)
                .pidMode("container:" + first)
                .network("container:" + first));

        for (String namespace : new String[] {"ipc", "pid", "net", "user"}) {
            assertThat(inode(second, namespace)).as(namespace).isEqualTo(inode(first, namespace));
        }
        assertThat(inode(second, "cgroup")).isNotEqualTo(inode(first, "cgroup"));
    }
}
