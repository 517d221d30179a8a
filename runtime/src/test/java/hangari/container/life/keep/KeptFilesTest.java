package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.files.ContainerChanges;
import hangari.container.files.ContainerCopy;
import hangari.container.files.ContainerCopy.Options;
import hangari.container.files.ContainerExport;
import hangari.container.files.ContainerRoot;
import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Condition;
import hangari.peer.Peer;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is copied to and from containers that a supervisor looks after. */
@Timeout(60)
class KeptFilesTest {
    @TempDir
    Path folder;

    private Yard yard;
    private Containers containers;
    private Path host;
    private String id = "";

    @BeforeEach
    void open() throws Exception {
        yard = new Yard(folder);
        containers = yard.open();
        host = Files.createDirectory(folder.resolve("host"));
        Files.writeString(host.resolve("page"), "<h1>");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (containers != null) {
            containers.list(true).rows().forEach(row -> containers.remove(row.id(), true));
            containers.close();
            assertThat(yard.remains()).isEmpty();
        }
    }

    private void create(ContainerDraft draft) {
        id = containers.create("", draft.config()).id();
    }

    private ContainerCopy copy() {
        return new ContainerCopy(() -> containers.inspect(id), Options.NONE, bytes -> {});
    }

    private void stop() {
        containers.stop(id, Optional.empty(), OptionalInt.of(0));
        containers.await(id, Condition.NOT_RUNNING);
    }

    @Test
    void filesGoInAndOutWhetherItRunsOrNot() throws Exception {
        create(yard.sh("cat /srv/page /srv/again; exec sleep 1000"));

        copy().in(host + "/page", "/tmp");
        copy().in(host.toString(), "/srv");
        containers.start(id);
        copy().out("/srv/page", host + "/back");
        copy().in(host + "/back", "/srv/again");
        assertThat(ContainerChanges.of(containers.inspect(id)).toString())
                .contains("A /srv\n", "A /srv/page", "A /srv/again", "A /tmp/page")
                .doesNotContain("/proc", "/etc/hosts");
        stop();
        containers.start(id);
        stop();
        copy().out("/srv/again", host + "/again");

        assertThat(host.resolve("again")).hasContent("<h1>");
        assertThat(Yard.output(containers, id)).endsWith("<h1><h1>");
    }

    @Test
    void oneThatIsBeingWrittenToIsNotStarted() {
        create(yard.sh("exec sleep 1000"));

        try (ContainerRoot root = ContainerRoot.toWrite(() -> containers.inspect(id))) {
            assertThat(root.directory().names()).isNotEmpty();
            assertThatThrownBy(() -> containers.start(id))
                    .isInstanceOf(LifeException.class)
                    .hasMessageContaining("start it when that is done");
        }
        containers.start(id);

        assertThat(containers.inspect(id).state().alive()).isTrue();
    }

    @Test
    void anExportOfOneThatRunsHasItsFilesAndNothingThatIsMounted() throws Exception {
        create(yard.sh("exec sleep 1000").volume(host + ":/data"));
        containers.start(id);

        try (OutputStream out = Files.newOutputStream(folder.resolve("web.tar"))) {
            ContainerExport.write(() -> containers.inspect(id), out);
        }

        assertThat(Peer.run("tar", "tf", folder + "/web.tar"))
                .contains("bin/busybox", "data/\n", "etc/hosts\n")
                .doesNotContain("data/page", "proc/1");
    }

    @Test
    void aVolumeBelongsToIt() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        create(yard.sh("exec sleep 1000").volume(data + ":/data"));
        assertThatThrownBy(() -> copy().in(host + "/page", "/data/")).hasMessageContaining("start it first");
        containers.start(id);

        copy().in(host + "/page", "/data/");
        copy().out("/", host + "/all");

        assertThat(data.resolve("page")).hasContent("<h1>");
        assertThat(host.resolve("all/data/page")).hasContent("<h1>");
        assertThat(host.resolve("all/proc")).isEmptyDirectory();
    }
}
