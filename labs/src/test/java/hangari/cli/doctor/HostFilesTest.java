package hangari.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostFilesTest {
    @Test
    void aNumberOfSeveralDigitsIsReadWhole() {
        // capabilities(7): the highest capability of a kernel since 5.9 is CAP_CHECKPOINT_RESTORE, 40, or beyond
        String last =
                new HostFiles(Path.of("/")).text("proc/sys/kernel/cap_last_cap").orElseThrow();

        assertThat(Integer.parseInt(last)).isGreaterThanOrEqualTo(40);
    }
}
