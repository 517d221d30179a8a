package hangari.vm.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guest's bytes, and what is written beside them. */
class GuestTest {
    private static final int COLUMN = 26;

    @TempDir
    Path folder;

    @Test
    void theBytesAreWhatBinutilsMakeOfTheAssemblyBesideThem() throws Exception {
        String assembly = TinyGuest.LISTING
                .lines()
                .map(line -> line.substring(Math.min(COLUMN, line.length())))
                .collect(Collectors.joining("\n", ".intel_syntax noprefix\n.code16\n", "\n"));

        assertThat(assembled(assembly)).isEqualTo(Guest.tiny().bytes());
    }

    private byte[] assembled(String assembly) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/x86_64-linux-gnu-as")),
                "x86_64-linux-gnu-as is not installed: apt-get install binutils-x86-64-linux-gnu (or binutils)");
        Path source = Files.writeString(folder.resolve("guest.s"), assembly);
        Path object = folder.resolve("guest.o");
        Path binary = folder.resolve("guest.bin");
        run("x86_64-linux-gnu-as", "--32", "-o", object.toString(), source.toString());
        run(
                "x86_64-linux-gnu-ld",
                "-m",
                "elf_i386",
                "-Ttext",
                "0x7c00",
                "-e",
                "0x7c00",
                "--oformat",
                "binary",
                "-o",
                binary.toString(),
                object.toString());
        return Files.readAllBytes(binary);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void itPrintsItselfAsAListing() {
        assertThat(Guest.tiny().toString().lines())
                .contains("7c00  fa                          cli                         # no interrupts yet");
    }

    @Test
    void aChangedByteShowsInTheListing() {
        Guest changed = Guest.tiny().replace("Hi!", "Ho!");

        assertThat(changed.toString().lines())
                .anyMatch(line -> line.endsWith(".byte 0x48, 0x6f, 0x21, 0x20  # changed"));
        assertThat(changed.bytes()).hasSameSizeAs(Guest.tiny().bytes());
    }

    @Test
    void nothingInAGuestCanMove() {
        assertThatThrownBy(() -> Guest.tiny().replace("Hi!", "Hello!"))
                .hasMessage("\"Hi!\" has 3 bytes and \"Hello!\" has 6: nothing in a guest can move, give as many");
        assertThatThrownBy(() -> Guest.tiny().replace("Bye", "Now")).hasMessage("the guest does not contain \"Bye\"");
        assertThatThrownBy(() -> Guest.of(0xf4).with(Guest.ADDRESS, 1, 2))
                .hasMessage("2 bytes at 0x7c00: the guest is 0x7c00 to 0x7c00");
    }

    @Test
    void itFitsIntoABootSector() {
        assertThat(Guest.tiny().bytes()).hasSizeLessThan(510);
    }
}
