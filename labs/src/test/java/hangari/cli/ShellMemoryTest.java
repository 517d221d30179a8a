package hangari.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellMemoryTest {
    @TempDir
    Path folder;

    @Test
    void whatOneShellRemembersTheNextOneKnows() {
        Path file = folder.resolve("shell.properties");
        try (ShellMemory memory = ShellMemory.open(file)) {
            memory.map().put("HISTORY_LINE_0", "var 항아리 = 1;");
        }
        try (ShellMemory memory = ShellMemory.open(file)) {
            assertThat(memory.map()).containsExactly(Map.entry("HISTORY_LINE_0", "var 항아리 = 1;"));
        }
        assertThat(folder).isDirectoryContaining("glob:**/shell.properties").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aDamagedMemoryIsNoMemory() throws Exception {
        Path file = Files.write(folder.resolve("shell.properties"), new byte[] {'a', '=', '\\', 'u', 'x', (byte) 0xFF});

        assertThat(ShellMemory.open(file).map()).isEmpty();
    }
}
