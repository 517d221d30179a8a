package hangari.image.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElfReaderTest {
    private static final int PHDRS = 64;
    private static final int DYNAMIC = PHDRS + 56;
    private static final int INTERP = PHDRS + 2 * 56;

    @TempDir
    Path directory;

    static Stream<ElfTarget> targets() {
        return Stream.of(TinyElf.X86_64, TinyElf.X86, TinyElf.S390, TinyElf.BIG_32);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void readsBothClassesAndBothByteOrders(ElfTarget target) throws Exception {
        Path file = TinyElf.of(target)
                .interpreter("/lib/ld.so")
                .needs("liba.so.1", "libb 항아리.so")
                .soname("me.so")
                .rpath("/r1:/r2")
                .runpath("$ORIGIN/../lib::/x")
                .write(directory.resolve("p"));

        var elf = ElfReader.read(file);

        assertThat(elf.target()).isEqualTo(target);
        assertThat(elf.interpreter()).contains("/lib/ld.so");
        assertThat(elf.needed()).containsExactly("liba.so.1", "libb 항아리.so");
        assertThat(elf.soname()).contains("me.so");
        assertThat(elf.rpath()).containsExactly("/r1", "/r2");
        assertThat(elf.runpath()).containsExactly("$ORIGIN/../lib", "/x");
        assertThat(elf.isStatic()).isFalse();
    }

    @Test
    void aStaticProgramNeedsNothing() throws Exception {
        assertThat(ElfReader.read(TinyElf.of(TinyElf.X86_64).write(directory.resolve("s")))
                        .isStatic())
                .isTrue();
    }

    @Test
    void namesAMachine() {
        assertThat(TinyElf.X86_64).hasToString("64-bit x86-64");
        assertThat(TinyElf.BIG_32).hasToString("32-bit big-endian machine 20");
    }

    @Test
    void readsThisMachinesShell() {
        var shell = ElfReader.read(Path.of("/bin/sh"));

        assertThat(shell.target().bits()).isEqualTo(64);
        assertThat(ElfReader.isElf(Path.of("/bin/sh"))).isTrue();
        assertThat(ElfReader.isElf(Path.of("/etc/passwd"))).isFalse();
    }

    @Test
    void saysWhatIsNoElfFile() throws Exception {
        assertProblem(new byte[0], "not an ELF file");
        assertProblem("#!/bin/sh".getBytes(), "not an ELF file");
        assertThatThrownBy(() -> ElfReader.read(directory)).hasMessage(directory + ": not a regular file");
        assertThatThrownBy(() -> ElfReader.read(Path.of("/없다"))).hasMessage("/없다: no such file");
    }

    @Test
    void saysWhatIsDamaged() throws Exception {
        assertProblem(damaged(b -> b.put(4, (byte) 7)), "class 7 is neither 1 (32-bit) nor 2 (64-bit)");
        assertProblem(damaged(b -> b.put(5, (byte) 0)), "byte order 0 is neither 1 (little) nor 2 (big)");
        assertProblem(damaged(b -> b.putLong(32, -1)), "the program headers at 18446744073709551615 + 168 lies beyond");
        assertProblem(damaged(b -> b.putShort(54, (short) 55)), "a program header of 55 bytes instead of 56");
        assertProblem(damaged(b -> b.putShort(56, (short) -1)), "65535 program headers, the kernel takes 64 KiB");
        assertProblem(damaged(b -> b.putLong(INTERP + 32, 5000)), "an interpreter name of 5000 bytes");
        assertProblem(damaged(b -> b.putLong(INTERP + 8, Long.MAX_VALUE)), "the interpreter at 9223372036854775807");
        assertProblem(damaged(b -> b.putLong(INTERP + 32, 3)), "the interpreter is not ended by a null byte");
        assertProblem(damaged(b -> b.putLong(DYNAMIC + 32, 1L << 40)), "a dynamic section of 1099511627776 bytes");
        assertProblem(damaged(b -> b.putLong(DYNAMIC + 8, 1 << 30)), "the dynamic section at 1073741824 + ");
        assertProblem(damaged(b -> b.putLong(PHDRS + 16, 0)), "no segment holds the string table's address 0x40");
        assertProblem(TinyElf.program().raw(1, 9999).bytes(), "a name at 9999 of a string table of ");
        assertProblem(TinyElf.program().raw(1, -1).bytes(), "a name at 18446744073709551615 of ");
    }

    @Test
    void saysThatANameHasNoEnd() throws Exception {
        byte[] bytes = TinyElf.of(TinyElf.X86_64).needs("liba.so").bytes();

        // without interpreter the file ends in two null bytes, the second of which is the empty interpreter's
        assertProblem(Arrays.copyOf(shrunken(bytes), bytes.length - 2), "is not ended by a null byte");
    }

    private static byte[] shrunken(byte[] bytes) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(PHDRS + 32, bytes.length - 2);
        return bytes;
    }

    @Test
    void everyTruncationIsNamedOrRead() throws Exception {
        byte[] whole = TinyElf.program().needs("libc.so.6").bytes();
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(directory.resolve("t"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> ElfReader.read(file))
                    .as("first %d bytes", length)
                    .isInstanceOf(ElfException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    @Test
    void noDamageIsAnythingButAnElfException() throws Exception {
        byte[] whole = TinyElf.program()
                .needs("libc.so.6", "libm.so.6")
                .runpath("$ORIGIN")
                .bytes();
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 1000; round++) {
            byte[] bytes = whole.clone();
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("f"), bytes);
            try {
                ElfReader.read(file);
            } catch (ElfException expected) {
                assertThat(expected).hasMessageStartingWith(file + ": ");
            } catch (RuntimeException wrong) {
                throw new AssertionError("seed " + seed + ", round " + round, wrong);
            }
        }
    }

    private static byte[] damaged(Consumer<ByteBuffer> change) {
        byte[] bytes = TinyElf.program().needs("libc.so.6").bytes();
        change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return bytes;
    }

    private void assertProblem(byte[] bytes, String problem) throws Exception {
        Path file = Files.write(directory.resolve("항 아"), bytes);
        assertThatThrownBy(() -> ElfReader.read(file))
                .isInstanceOf(ElfException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(problem);
    }
}
