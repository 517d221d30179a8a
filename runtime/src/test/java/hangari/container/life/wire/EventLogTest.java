package hangari.container.life.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor that runs for months leaves two small files. */
class EventLogTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("supervisor.log");
    }

    @Test
    void anEventIsOneLineWithItsTime() throws Exception {
        EventLog log = new EventLog(file, false);

        log.note("Start web\nforged line\t\0");
        log.note("a connection failed", new IllegalStateException("two\nlines"));

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .allMatch(line -> line.matches("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z .*"));
        assertThat(file)
                .content()
                .contains("Start web forged line", "failed: java.lang.IllegalStateException: two lines");
    }

    @Test
    void whereItHappenedIsToldToWhoAsksForIt() {
        new EventLog(file, true).note("a connection failed", new IllegalStateException("here"));

        assertThat(file).content().contains("\tat " + EventLogTest.class.getName());
    }

    @Test
    void ofALongLogTheEndIsKept() throws Exception {
        EventLog log = new EventLog(file, false);
        for (int i = 0; i < 3000; i++) {
            log.note(i + " " + "x".repeat(1000));
        }

        assertThat(Files.size(file)).isLessThan(MEBIBYTE + 4000);
        assertThat(Files.size(folder.resolve("supervisor.log.1"))).isLessThan(MEBIBYTE + 4000);
        assertThat(file).content().contains(" 2999 x");
        assertThat(folder).isDirectoryContaining("regex:.*log|.*log\\.1");
    }

    @Test
    void whatTheProcessItselfWritesThereIsBoundedAsWell() throws Exception {
        EventLog log = new EventLog(file, false);
        try (OutputStream output = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            output.write(new byte[2 * MEBIBYTE]);
            log.note("one");
            output.write("two\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        assertThat(file).content().matches("(?s)\\S+ one\ntwo\n");
    }

    @Test
    void aDiskThatIsFullIsNoReasonToFail() {
        new EventLog(Path.of("/dev/full"), false).note("unheard");
    }
}
