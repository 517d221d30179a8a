package hangari.lab.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorTest {
    @TempDir
    Path bin;

    @Test
    void isTheOneThatTheEnvironmentNames() {
        assertThat(Editor.find(Map.of("EDITOR", "ed", "VISUAL", "code --wait")))
                .hasValueSatisfying(
                        editor -> assertThat(editor.on(Path.of("/a b"))).containsExactly("code", "--wait", "/a b"));
    }

    @Test
    void isElseOneThatIsInstalled() throws Exception {
        assertThat(Files.createFile(bin.resolve("vi")).toFile().setExecutable(true))
                .isTrue();
        assertThat(Editor.find(Map.of("PATH", "/nonexistent:" + bin, "EDITOR", " ")))
                .hasValueSatisfying(editor -> assertThat(editor.command()).containsExactly("vi"));
        assertThat(Editor.find(Map.of("PATH", "/nonexistent"))).isEmpty();
    }
}
