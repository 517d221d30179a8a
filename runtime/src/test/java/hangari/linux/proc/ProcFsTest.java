package hangari.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a directory that is laid out like proc. */
class ProcFsTest {
    @TempDir
    Path root;

    Path process;

    @BeforeEach
    void makeOneProcess() throws Exception {
        process = Files.createDirectory(root.resolve("42"));
    }

    @Test
    void argumentsAreSeparatedByNullBytes() throws Exception {
        Files.writeString(process.resolve("cmdline"), "sh\0-c\0\0echo 항아리\0");

        assertThat(proc().commandLine(42).value().orElseThrow()).containsExactly("sh", "-c", "", "echo 항아리");
    }

    @Test
    void aZombieHasNoArguments() throws Exception {
        Files.writeString(process.resolve("cmdline"), "");

        assertThat(proc().commandLine(42).value().orElseThrow()).isEmpty();
    }

    @Test
    void theFirstOfTwoVariablesWinsAsInGetenv() throws Exception {
        Files.writeString(process.resolve("environ"), "A=1=2\0junk\0A=3\0B=\0");

        assertThat(proc().environment(42).value().orElseThrow())
                .containsEntry("A", "1=2")
                .containsEntry("B", "")
                .hasSize(2);
    }

    @Test
    void namespacesThatAZombieHasLeftAreMissing() throws Exception {
        Path ns = Files.createDirectory(process.resolve("ns"));
        Files.createSymbolicLink(ns.resolve("pid"), Path.of("pid:[7]"));

        assertThat(proc().namespaces(42).value().orElseThrow().inodes()).containsOnlyKeys("pid");
    }

    @Test
    void aProcessThatIsNotThereIsGone() {
        assertThat(proc().status(43)).isInstanceOf(Reading.Gone.class);
        assertThat(proc().status(43).value()).isEmpty();
        assertThat(proc().namespaces(43).value()).isEmpty();
        assertThat(proc().link(43, "root").value()).isEmpty();
    }

    @Test
    void aProcessThatVanishesBetweenListingAndReadingIsLeftOut() throws Exception {
        Path other = Files.createDirectory(root.resolve("7"));
        Files.writeString(other.resolve("stat"), "7 (sh) S" + " 1".repeat(21) + "\n");
        Files.createDirectory(root.resolve("sys"));

        assertThat(proc().pids()).containsExactlyInAnyOrder(7L, 42L);
        assertThat(proc().processes().processes()).map(ProcessStat::pid).containsExactly(7L);
    }

    @Test
    void aMalformedFileIsAnErrorThatSaysWhichFieldIsWrong() throws Exception {
        Files.writeString(process.resolve("uid_map"), "nonsense\n");

        assertThatThrownBy(() -> proc().uidMap(42))
                .hasMessage("uid_map: expected inside outside count, found \"nonsense\"");
    }

    @Test
    void withoutProcTheRemedyIsNamed() {
        assertThatThrownBy(() -> proc().self()).hasMessageEndingWith("mount proc on " + root);
    }

    private ProcFs proc() {
        return new ProcFs(root);
    }
}
