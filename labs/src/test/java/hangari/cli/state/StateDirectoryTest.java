package hangari.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @Test
    void isChosenByTheEnvironmentFirst() {
        assertThat(StateDirectory.of(Map.of("HANGARI_STATE", "/a/b", "HOME", "/home/kim"), true)
                        .root())
                .hasToString("/a/b");
    }

    @Test
    void isVarLibForRoot() {
        assertThat(StateDirectory.of(Map.of("HOME", "/root"), true).root()).hasToString("/var/lib/hangari");
    }

    @Test
    void isBelowTheDataHomeForAnOrdinaryUser() {
        assertThat(StateDirectory.of(Map.of("HOME", "/home/kim", "XDG_DATA_HOME", "/data"), false)
                        .root())
                .hasToString("/data/hangari");
        assertThat(StateDirectory.of(Map.of("HOME", "/home/kim"), false).root())
                .hasToString("/home/kim/.local/share/hangari");
    }

    @Test
    void ignoresARelativeDataHome() {
        assertThat(StateDirectory.of(Map.of("HOME", "/home/kim", "XDG_DATA_HOME", "data"), false)
                        .root())
                .hasToString("/home/kim/.local/share/hangari");
    }

    @Test
    void saysWhatIsInItsWay(@TempDir Path temporary) throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> SessionDirectory.open(new StateDirectory(file.resolve("state"))))
                .isInstanceOfSatisfying(StateException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(StateException.Reason.FILE);
                    assertThat(refused.path()).isEqualTo(file + "/state");
                });
    }

    @Test
    void aDiskThatIsNearlyFullIsRefused() throws Exception {
        Room.check(64L << 20);
        assertThatThrownBy(() -> Room.check((64L << 20) - 1)).hasMessage("only 63 MiB left of the 64 a session needs");
    }
}
