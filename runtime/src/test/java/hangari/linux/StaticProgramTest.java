package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program as an ELF file, run without a JVM. */
class StaticProgramTest {
    @TempDir
    Path folder;

    @Test
    void theFileRunsAndBecomesItsProgram() throws Exception {
        Process process = new ProcessBuilder(
                        file(new FileStep.Mkdir(folder.resolve("made").toString(), 0755), shell("echo $0; exit 7")))
                .start();

        assertThat(process.getInputStream().readAllBytes()).isEqualTo("sh\n".getBytes(StandardCharsets.UTF_8));
        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(folder.resolve("made")).isDirectory();
    }

    @Test
    void itStopsAtTheFirstRefusal() throws Exception {
        Process process = new ProcessBuilder(file(new FileStep.Chdir("/no/such"), shell("exit 7"))).start();

        assertThat(process.waitFor()).isEqualTo(125);
    }

    @Test
    void whatComesToItsEndExitsLikeOurOwnFailure() throws Exception {
        assertThat(new ProcessBuilder(file(new FileStep.Umask(022))).start().waitFor())
                .isEqualTo(125);
    }

    @Test
    void readelfFindsNothingWrongForEitherProcessor() throws Exception {
        for (Arch arch : Arch.values()) {
            Path file = Files.write(
                    folder.resolve("program"),
                    StaticProgram.of(new SyscallProgram(Set.of(), List.of(shell("true"))), arch));
            Process readelf = new ProcessBuilder("readelf", "-h", "-l", "-W", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(readelf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(readelf.waitFor()).as(said).isZero();
            assertThat(said)
                    .contains(arch == Arch.X86_64 ? "X86-64" : "AArch64")
                    .contains("EXEC (Executable file)")
                    .contains("R E 0x10000")
                    .contains("RW  0x10000")
                    .doesNotContain("Warning")
                    .doesNotContain("RWE");
            assertThat(Files.size(file)).isLessThan(8192);
        }
    }

    @Test
    void namespacesAreForAStepToMake() {
        var program = new SyscallProgram(Set.of(Namespace.UTS), List.of());

        assertThatThrownBy(() -> StaticProgram.of(program, Arch.current()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NamespaceStep.Unshare");
    }

    private String file(Step... steps) throws Exception {
        byte[] content = StaticProgram.of(new SyscallProgram(Set.of(), List.of(steps)), Arch.current());
        Path file = Files.write(folder.resolve("program"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }

    private static Step shell(String script) {
        return new ProcessStep.Execve("/bin/sh", List.of("sh", "-c", script), Map.of());
    }
}
