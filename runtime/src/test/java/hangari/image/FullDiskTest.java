package hangari.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system of 128 KiB, seen by nobody else. */
class FullDiskTest {
    @TempDir
    Path disk;

    @Test
    void aFullDiskIsOneLineAndNothingHalfMadeIsLeft() throws Exception {
        assumeTrue(new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0, "no user namespace allowed");

        List<String> said = onASmallDisk();

        assertThat(said)
                .hasSize(4)
                .first()
                .asString()
                .startsWith("cannot make /usr/")
                .contains(" in " + disk.resolve("layers") + "/", ": no space left on the disk that holds " + disk)
                .endsWith(": make room there, or set HANGARI_STATE to a directory on another disk");
        assertThat(said).endsWith("", "layers", "stacks");
    }

    private List<String> onASmallDisk() throws Exception {
        var command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
        command.add("mount -t tmpfs -o size=128k none \"$0\" && exec \"$@\"");
        command.add(disk.toString());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), FillTheDisk.class.getName(), disk.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        Process process = builder.start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes()).lines().toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }

    private static String classPath() throws Exception {
        return System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"))
                .replace('\n', File.pathSeparatorChar);
    }
}
