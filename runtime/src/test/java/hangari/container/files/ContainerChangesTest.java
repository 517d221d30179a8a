package hangari.container.files;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.LayerChange;
import hangari.peer.Dockerd;
import hangari.peer.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real kernel, with a container that made the changes itself. */
class ContainerChangesTest {
    @TempDir
    Path folder;

    private Specimen specimen;

    @BeforeEach
    void aContainer() throws Exception {
        specimen = Specimen.in(folder);
    }

    @AfterEach
    void isGone() {
        specimen.close();
    }

    private List<String> changes() {
        return ContainerChanges.of(specimen.details()).changes().stream()
                .map(change -> change.letter() + " " + change.path())
                .toList();
    }

    @Test
    void aContainerThatChangedNothingHasNoChanges() {
        specimen.sh("cat /etc/motd");

        assertThat(changes()).isEmpty();
    }

    @Test
    void whatWasAddedChangedAndDeletedIsTold() {
        specimen.sh("echo more >> /etc/motd; rm /etc/conf.d/one; mkdir -p /srv/a; echo 1 > /srv/a/b; ln -s /x /srv/l");

        assertThat(changes())
                .containsExactly(
                        "C /etc",
                        "C /etc/conf.d",
                        "D /etc/conf.d/one",
                        "C /etc/motd",
                        "A /srv",
                        "A /srv/a",
                        "A /srv/a/b",
                        "A /srv/l");
    }

    @Test
    void isWhatDockerSays() throws Exception {
        String script = "echo more >> /etc/motd; rm /etc/conf.d/one; touch /etc/conf.d/t; rm /etc/conf.d/t;"
                + " mkdir -p /a/x /a-b /a0; touch /a/x/y /a-b/z; ln -s /x /a0/l; chmod 600 /etc/passwd;"
                + " rm /bin/tar; mkdir /bin/tar; touch /bin/tar/f; mkfifo /p; rm -r /srv; mkdir /srv; touch /srv/n;"
                + " : >> /opt/same; mv /opt/old /opt/new";
        Files.createDirectories(specimen.base.resolve("srv/deep"));
        Files.createDirectories(specimen.base.resolve("opt/old"));
        Files.writeString(specimen.base.resolve("srv/deep/f"), "");
        Files.writeString(specimen.base.resolve("opt/same"), "");
        Files.writeString(specimen.base.resolve("opt/old/f"), "");
        Path archive = folder.resolve("base.tar");
        Peer.run("tar", "-C", specimen.base.toString(), "-cf", archive.toString(), ".");
        specimen.sh(script);

        try (Dockerd dockerd = Dockerd.in(Files.createDirectory(folder.resolve("d")))) {
            dockerd.docker("import", archive.toString(), "base:1");
            dockerd.docker("run", "--name", "other", "--network", "none", "base:1", "/bin/sh", "-ec", script);
            // in another order each time
            List<String> docker = dockerd.docker("diff", "other").lines().toList();
            assertThat(changes()).hasSize(23).containsExactlyInAnyOrderElementsOf(docker);
        }
    }

    @Test
    void whatIsInADirectoryComesBeforeItsNeighbours() {
        specimen.sh("mkdir -p /a/x /a-b; touch /a/x/y /a-b/z");

        assertThat(changes()).containsExactly("A /a", "A /a/x", "A /a/x/y", "A /a-b", "A /a-b/z");
    }

    @Test
    void aDirectoryThatWasReplacedIsChangedAndWhatItHidesIsDeleted() {
        specimen.sh("rm -r /etc/conf.d; mkdir /etc/conf.d; echo 3 > /etc/conf.d/three");

        assertThat(changes())
                .containsExactly(
                        "C /etc", "C /etc/conf.d", "D /etc/conf.d/one", "A /etc/conf.d/three", "D /etc/conf.d/two");
    }

    @Test
    void whatWasOnlyCopiedUpIsNoChange() {
        specimen.sh("touch /etc/conf.d/new; rm /etc/conf.d/new; : >> /etc/motd");

        assertThat(changes()).isEmpty();
    }

    @Test
    void permissionsAreAChange() {
        specimen.sh("chmod 700 /etc/conf.d; chmod 600 /etc/motd");

        assertThat(changes()).containsExactly("C /etc", "C /etc/conf.d", "C /etc/motd");
    }

    @Test
    void aNameThatATerminalWouldObeyIsShownEscaped() {
        specimen.sh("touch \"/$(printf 'a\\033[31m\\nb')\"");

        assertThat(changes()).containsExactly("A /a\\x1b[31m\\x0ab");
    }

    @Test
    void aContainerThatRunsIsComparedToo() {
        specimen.start("echo 1 > /one");
        while (!specimen.seen().resolve("one").toFile().exists()) {
            Thread.onSpinWait();
        }

        assertThat(ContainerChanges.of(specimen.details()).changes()).contains(new LayerChange.Added("/one", 2));
    }
}
