package hangari.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system of 4 MiB, seen by nobody else. */
class SmallDiskTest {
    @TempDir
    Path directory;

    @Test
    void aDiskThatIsFullAtAnyWriteOrReadOnlyIsOneLineAndTheStoreIsAsBefore() throws Exception {
        assumeTrue(new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0, "no user namespace allowed");

        List<String> said = onASmallDisk();

        assertThat(said).noneMatch(line -> line.startsWith("BAD"));
        assertThat(said.stream().filter(line -> line.startsWith("full, ")))
                .hasSize(7)
                .allMatch(line ->
                        line.matches("full, [a-z]+: refused [1-9][0-9]* times: .*cannot .*: no space left on .*"));
        assertThat(said.stream().filter(line -> line.startsWith("read-only, ")))
                .hasSize(8)
                .allMatch(line -> line.startsWith("read-only, list: [")
                        || line.matches("read-only, [a-z]+: .*cannot .*is read-only: .* HANGARI_STATE .*"));
    }

    private List<String> onASmallDisk() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        var command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
        command.add("mount -t tmpfs -o size=4m none \"$0\" && exec \"$@\"");
        command.add(disk.toString());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), SmallDiskInAProcess.class.getName()));
        command.addAll(List.of(disk.toString(), directory.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }

    private static String classPath() {
        return System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"))
                .replace('\n', File.pathSeparatorChar);
    }
}
