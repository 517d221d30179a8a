package hangari.bench;

import hangari.vm.kvm.Guest;
import hangari.vm.kvm.Machine;
import hangari.vm.kvm.RunningMachine;
import hangari.vm.kvm.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How fast the exits of a guest are answered, beside C, and how soon the tiny guest says something, beside QEMU:
 * {@code Exits C-PROGRAM DIRECTORY ROUNDS}.
 *
 * <p>All take turns. Prints medians: exits a second in C, here; then ms to the first character: here (warm), QEMU by KVM.
 */
final class Exits {
    private static final int EXITS = 50_000;
    private static final Guest WRITES = Guest.of(0xe6, 0x42, 0xeb, 0xfc);
    private static final int SECTOR = 512;

    private Exits() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[2]);
        Path disk = bootSector(Path.of(arguments[1]));
        ours();
        ours();
        double[][] figures = new double[4][rounds];
        for (int i = 0; i < rounds; i++) {
            figures[0][i] = theirs(arguments[0]);
            figures[1][i] = ours();
            figures[2][i] = firstCharacter();
            figures[3][i] = firstCharacterOf(List.of(
                    "qemu-system-x86_64",
                    "-machine",
                    "pc,accel=kvm",
                    "-nodefaults",
                    "-display",
                    "none",
                    "-serial",
                    "stdio",
                    "-drive",
                    "format=raw,snapshot=on,file=" + disk));
        }
        for (double[] row : figures) {
            System.out.printf(Locale.ROOT, "%.2f ", median(row));
        }
        System.out.println();
    }

    /** The tiny guest as the first sector of a disk, which a BIOS takes for bootable by its last two bytes. */
    private static Path bootSector(Path directory) throws IOException {
        byte[] sector = Arrays.copyOf(Guest.tiny().bytes(), SECTOR);
        sector[SECTOR - 2] = 0x55;
        sector[SECTOR - 1] = (byte) 0xaa;
        return Files.write(directory.resolve("disk"), sector);
    }

    private static double theirs(String program) throws IOException {
        Process process = new ProcessBuilder(program, Integer.toString(EXITS))
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Double.parseDouble(words.substring(words.indexOf(' ')));
    }

    private static double ours() {
        try (RunningMachine machine = Machine.of(WRITES).exits(EXITS).start()) {
            machine.step();
            long begun = System.nanoTime();
            Transcript transcript = machine.run();
            return transcript.rows().size() / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private static double firstCharacter() {
        long begun = System.nanoTime();
        try (RunningMachine machine = Machine.tiny().start()) {
            while (machine.screen().isEmpty()) {
                machine.step();
            }
            return (System.nanoTime() - begun) / 1e6;
        }
    }

    private static double firstCharacterOf(List<String> command) throws IOException {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            int first = process.getInputStream().read();
            double time = (System.nanoTime() - begun) / 1e6;
            if (first != 'H') {
                throw new IOException(command + " says something else: run it by hand");
            }
            return time;
        } finally {
            process.destroyForcibly();
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
