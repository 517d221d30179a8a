package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.life.ContainerDetails;
import hangari.container.life.ContainerDraft;
import hangari.container.life.Request.Attach;
import hangari.container.life.Request.Condition;
import hangari.linux.Namespace;
import hangari.network.Jar;
import hangari.network.NetworkPlan;
import hangari.network.attach.NetworkSettings;
import hangari.network.loop.Host;
import hangari.peer.Rights;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers with networks; a namespace plays the host. */
@Timeout(60)
class NetworkedContainersTest {
    @TempDir
    Path folder;

    private Yard yard;
    private Jar host;
    private NetworkSettings settings;
    private Containers containers;

    @BeforeEach
    void open() throws Exception {
        Rights.assumeRoot();
        yard = new Yard(folder);
        host = Jar.in(Namespace.NET);
        assertThat(host.network.apply(NetworkPlan.EMPTY.up("lo")).refusal()).isEmpty();
        settings = NetworkSettings.defaults().on(Host.in(host.namespace));
        containers = Containers.open(yard.state, settings);
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (containers != null) {
            containers.list(true).rows().forEach(row -> containers.remove(row.id(), true));
            containers.close();
            assertThat(yard.remains()).isEmpty();
            assertThat(host.network.links().links()).extracting("name").containsExactly("lo");
            host.close();
        }
    }

    private String started(String name, ContainerDraft draft) {
        String id = containers.create(name, draft.config()).id();
        yard.ids.add(id);
        containers.start(id);
        return id;
    }

    private String heard(ContainerDraft draft) {
        String id = containers.create("", draft.config()).id();
        yard.ids.add(id);
        return Yard.hear(containers.attach(new Attach(id, false, false, true))).out();
    }

    @Test
    void containersFindEachOtherByNameAlsoAfterTheSupervisorWasAnother() {
        String web = started(
                "web", yard.sh("while nc -l -p 7 -e echo pong; do :; done").network("bridge"));
        assertThat(heard(yard.command("nc", "web", "7").network("bridge"))).isEqualTo("pong\n");
        ContainerDetails details = containers.inspect(web);
        assertThat(details.address()).isPresent();

        containers.close();
        containers = Containers.open(yard.state, settings);

        assertThat(containers.notes()).isEmpty();
        assertThat(containers.inspect(web).address()).isEqualTo(details.address());
        assertThat(heard(yard.command("nc", "web", "7").network("bridge"))).isEqualTo("pong\n");
    }

    @Test
    void publishedPortsAreToldAndOneThatIsTakenIsARefusalThatLeavesNothing() {
        String web = started("web", yard.sh("exec sleep 1000").network("bridge").publish("8080:80"));
        assertThat(containers.inspect(web).ports()).singleElement().asString().contains("8080");

        String other = containers
                .create(
                        "other",
                        yard.sh("true").network("bridge").publish("8080:80").config())
                .id();
        yard.ids.add(other);
        assertThatThrownBy(() -> containers.start(other)).hasMessageContaining("8080");
        assertThat(Files.exists(yard.state.resolve("network/attachments/" + other + ".json")))
                .isFalse();
    }

    @Test
    void oneMayShareTheNetworkOfAnotherThatRuns() {
        started("web", yard.sh("while nc -l -p 7 -e echo pong; do :; done").network("bridge"));

        assertThat(heard(yard.sh("nc 127.0.0.1 7; cat /etc/hostname").network("container:web")))
                .startsWith("pong\n");
        containers.kill("web", "KILL");
        containers.await("web", Condition.NOT_RUNNING);
        String late = containers
                .create("", yard.sh("true").network("container:web").config())
                .id();
        yard.ids.add(late);
        assertThatThrownBy(() -> containers.start(late)).hasMessage("container web is not running");
    }

    @Test
    void theHostsNameAndAddressAreInItsFiles() {
        assertThat(heard(yard.sh("cat /etc/hosts").network("bridge").hostname("jar")))
                .containsPattern("\\d+\\.\\d+\\.\\d+\\.\\d+\tjar");
        assertThat(heard(yard.sh("cat /etc/hostname").network("none").hostname("jar")))
                .isEqualTo("jar\n");
        assertThat(containers.list(true).rows()).hasSize(2);
    }
}
