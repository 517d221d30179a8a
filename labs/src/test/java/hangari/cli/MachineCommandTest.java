package hangari.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine made of software, from the command line. */
class MachineCommandTest {
    @TempDir
    Path directory;

    private TestConsole console;

    @BeforeEach
    void needsKvm() {
        console = new TestConsole(directory);
        assumeTrue(Files.isWritable(Path.of("/dev/kvm")), "no /dev/kvm that may be used");
    }

    private int run(String... arguments) {
        return console.run(arguments);
    }

    private String printed(String... arguments) {
        return console.printed(arguments);
    }

    @Test
    void everyExitIsARowInEitherLanguage() {
        assertThat(printed("machine"))
                .contains("    2  out dx, al     the guest wrote 'H' to port 0x3f8: Serial.out(0, 0x48)\n")
                .endsWith("Hi! Key? x Tick!\nthe guest halted (43 rows)\n");
        assertThat(printed("machine", "--lang", "ko"))
                .contains("    2  out dx, al     게스트가 포트 0x3f8에 'H' 값을 썼습니다: Serial.out(0, 0x48)\n")
                .endsWith("게스트가 정지했습니다 (모두 43줄)\n");
        assertThat(printed("machine").lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void otherBytesAreAnotherOutput() throws Exception {
        assertThat(printed("machine", "-q", "--keys", "z", "--change", "Hi!=Yo!"))
                .isEqualTo("Yo! Key? z Tick!\n");
        Path file = Files.write(
                directory.resolve("guest.bin"),
                new byte[] {(byte) 0xb0, 'A', (byte) 0xba, (byte) 0xf8, 3, (byte) 0xee, (byte) 0xf4});
        assertThat(printed("machine", "-q", file.toString())).isEqualTo("A");
    }

    @Test
    void aMissingOrBrokenDeviceShows() {
        assertThat(run("machine", "--unplug", "timer")).isEqualTo(1);
        assertThat(console.said()).contains("but no device is going to send one");
        assertThat(run("machine", "--break", "serial", "--exits", "100")).isEqualTo(1);
        assertThat(console.said())
                .contains("... and the same again, 99 times\n")
                .endsWith("stopped at its limit of 100 exits (101 rows)\n");
        assertThat(run("machine", "--break", "disk")).isEqualTo(125);
        assertThat(console.complaint())
                .isEqualTo("hangari: the board has no device disk: it has interrupts, timer, serial\n");
    }

    @Test
    void eachEnterIsAnExit() {
        console.type("\n\nq\n");
        assertThat(run("machine", "--step")).isEqualTo(1);
        assertThat(console.said().lines())
                .containsExactly(
                        "Enter: one exit; r: run on; q: switch off",
                        "    1  in al, dx      the guest read 0x61 from port 0x3fd: Serial.in(5)",
                        "    2  out dx, al     the guest wrote 'H' to port 0x3f8: Serial.out(0, 0x48)",
                        "H",
                        "the machine was switched off (3 rows)");
        console.type("\nr\n");
        assertThat(printed("machine", "--step")).endsWith("Hi! Key? x Tick!\nthe guest halted (43 rows)\n");
    }

    @Test
    void aProgramReadsJson() {
        assertThat(printed("machine", "--json"))
                .contains(
                        "\"output\" : \"Hi! Key? x Tick!\\n\"", "\"end\" : \"halted\"", "\"call\" : \"Serial.in(5)\"");
    }

    @Test
    void theGuestCanBeLookedAt() {
        assertThat(printed("machine", "--list"))
                .contains("7c5d  ee                          out dx, al\n")
                .startsWith("7c00 ");
    }

    @Test
    void misuseIsOneLine() throws Exception {
        assertThat(run("machine", "--change", "Hi!=Hello!")).isEqualTo(125);
        assertThat(console.complaint()).hasLineCount(1).contains("nothing in a guest can move");
        assertThat(run("machine", "--change", "Hi!")).isEqualTo(125);
        assertThat(console.complaint()).hasLineCount(1).contains("OLD=NEW");
        assertThat(run("machine", "/nonexistent")).isEqualTo(125);
        assertThat(console.complaint()).hasLineCount(1);
        assertThat(run("machine", "--exits", "0")).isEqualTo(125);
        assertThat(console.complaint()).hasLineCount(1);
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThat(run("machine", empty.toString())).isEqualTo(125);
        assertThat(console.complaint()).hasLineCount(1);
    }
}
