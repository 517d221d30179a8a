package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine code's bytes are what binutils makes of the assembly written beside them. */
class MachineCodeTest {
    @TempDir
    Path folder;

    @Test
    void theX86BytesAreTheAssembly() throws Exception {
        assertThat(assembled("x86_64-linux-gnu-", X86Code.ASSEMBLY)).isEqualTo(X86Code.CODE);
        assertThat(symbol("x86_64-linux-gnu-", "walk")).isEqualTo(X86Code.WALK);
    }

    @Test
    void theArmBytesAreTheAssembly() throws Exception {
        assertThat(assembled("aarch64-linux-gnu-", ArmCode.ASSEMBLY)).isEqualTo(ArmCode.CODE);
        assertThat(symbol("aarch64-linux-gnu-", "walk")).isEqualTo(ArmCode.WALK);
    }

    @Test
    void aStaticProgramBeginsWithTheBytesOfItsAssembly() throws Exception {
        assertThat(assembled("x86_64-linux-gnu-", X86Code.ASSEMBLY + StartCode.X86_ASSEMBLY))
                .isEqualTo(X86Code.CODE + StartCode.X86_CODE);
        assertThat(assembled("aarch64-linux-gnu-", ArmCode.ASSEMBLY + StartCode.ARM_ASSEMBLY))
                .isEqualTo(ArmCode.CODE + StartCode.ARM_CODE);
    }

    private String assembled(String prefix, String assembly) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", prefix + "as")),
                prefix + "as is not installed: apt-get install binutils-" + prefix.replace("_", "-")
                        + " (or binutils)");
        Path source = Files.writeString(folder.resolve("code.s"), assembly);
        run(prefix + "as", "-o", object(), source.toString());
        Path binary = folder.resolve("code.bin");
        run(prefix + "objcopy", "-O", "binary", "-j", ".text", object(), binary.toString());
        return HexFormat.of().formatHex(Files.readAllBytes(binary));
    }

    private int symbol(String prefix, String name) throws Exception {
        return run(prefix + "nm", object())
                .lines()
                .filter(line -> line.endsWith(" " + name))
                .mapToInt(line -> Integer.parseInt(line.substring(0, 16), 16))
                .findFirst()
                .orElseThrow();
    }

    private String object() {
        return folder.resolve("code.o").toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
