package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who we are, held against what {@code /proc} says. */
class CredentialsTest {
    @Test
    void theCapabilityToAdministrateIsTheOneThatProcShows() throws IOException {
        String mask = Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> line.substring("CapEff:".length()).strip())
                .findFirst()
                .orElseThrow();
        boolean shown = (Long.parseUnsignedLong(mask, 16) & (1L << 21)) != 0;

        assertThat(Credentials.canAdministrate()).isEqualTo(shown);
    }
}
