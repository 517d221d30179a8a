package hangari.container.files;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.LayerChange;
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
