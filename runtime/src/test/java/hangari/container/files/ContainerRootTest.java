package hangari.container.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.life.ContainerDetails;
import hangari.container.life.LifeException;
import hangari.linux.DirectoryFd;
import hangari.linux.RawPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerRootTest {
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

    @Test
    void theRootOfOneThatRunsIsWhatItSees() {
        specimen.start("true");

        try (ContainerRoot root = ContainerRoot.toRead(specimen::details)) {
            assertThat(names(root, "/")).contains("bin", "etc", "proc");
            assertThat(names(root, "/proc")).contains("1", "meminfo");
        }
    }

    @Test
    void theBareRootOfOneThatRunsHasNothingMountedInIt() {
        specimen.start("true");

        try (ContainerRoot root = ContainerRoot.bare(specimen::details)) {
            assertThat(names(root, "/")).contains("bin", "etc", "proc");
            assertThat(names(root, "/proc")).isEmpty();
        }
    }

    @Test
    void theRootOfOneThatHasEndedIsStackedAndLeavesNoMount() throws Exception {
        specimen.sh("echo 1 > /one; rm /etc/motd");
        String before = Files.readString(Path.of("/proc/self/mountinfo"));

        try (ContainerRoot root = ContainerRoot.toRead(specimen::details)) {
            assertThat(names(root, "/")).contains("bin", "one");
            assertThat(names(root, "/etc")).containsExactly("conf.d", "passwd");
            assertThatThrownBy(() -> root.directory().make(RawPath.of("two"), 0755))
                    .hasMessageContaining("EROFS");
        }
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).isEqualTo(before);
    }

    @Test
    void whatIsWrittenIntoOneThatHasEndedIsThereWhenItRuns() {
        try (ContainerRoot root = ContainerRoot.toWrite(specimen::details)) {
            root.directory().make(RawPath.of("new"), 0755);
        }

        specimen.sh("test -d /new && ! test -e /stack");
    }

    @Test
    void oneThatIsWrittenToCannotBeStartedNorWrittenToByOthers() {
        try (ContainerRoot root = ContainerRoot.toWrite(specimen::details)) {
            assertThatThrownBy(() -> ContainerRoot.toWrite(specimen::details))
                    .isInstanceOf(LifeException.class)
                    .hasMessageContaining("try again");
            assertThatThrownBy(() -> FilesLock.shared(specimen.directory, "specimen"))
                    .isInstanceOf(LifeException.class)
                    .hasMessageContaining("start it when that is done");
        }
        FilesLock.shared(specimen.directory, "specimen").close();
    }

    @Test
    void oneThatEndsMeanwhileIsLookedAtOnceMore() {
        specimen.start("true");
        ContainerDetails before = specimen.details();
        specimen.stop();
        Deque<ContainerDetails> told = new ArrayDeque<>(List.of(before, specimen.details()));

        try (ContainerRoot root = ContainerRoot.toRead(told::pop)) {
            assertThat(names(root, "/etc")).contains("motd");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void anotherProcessWithThePidOfOneThatHasEndedIsNotMistakenForIt() {
        specimen.start("true");
        ContainerDetails before = specimen.details();
        specimen.stop();

        assertThatThrownBy(() -> ContainerRoot.toRead(() -> Told.with(before, 1)))
                .isInstanceOf(LifeException.class)
                .hasMessage("specimen has ended meanwhile: try again");
    }

    @Test
    void noLinkOfAContainerLeadsOutOfIt() throws Exception {
        specimen.sh("mkdir -p /a/b; ln -s / /a/root; ln -s ../../../../../../.. /a/up; ln -s /a/root/etc /a/etc");

        try (ContainerRoot root = ContainerRoot.toRead(specimen::details)) {
            assertThat(names(root, "/a/up")).contains("bin").doesNotContain("usr");
            assertThat(names(root, "/a/root/../../../..")).contains("bin").doesNotContain("usr");
            assertThat(names(root, "/a/etc")).contains("motd");
            assertThat(root.directory().within(RawPath.of("/nowhere"))).isEmpty();
        }
    }

    private static List<String> names(ContainerRoot root, String path) {
        try (DirectoryFd directory = root.directory().within(RawPath.of(path)).orElseThrow()) {
            return directory.names().stream().map(RawPath::toString).toList();
        }
    }
}
