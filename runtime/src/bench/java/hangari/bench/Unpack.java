package hangari.bench;

import hangari.image.oci.Digest;
import hangari.image.tar.LayerUnpack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Unpacks a layer once, as a whole command, or many times in one Java: {@code Unpack BLOB DIFFID DIRECTORY [WARMUPS RUNS]}.
 *
 * <p>Each time goes into a new directory below the given one. With five arguments prints one time in ms a line, those of
 * the runs after the warm-ups.
 */
final class Unpack {
    private Unpack() {}

    public static void main(String[] arguments) throws Exception {
        Path blob = Path.of(arguments[0]);
        Digest diffId = Digest.parse(arguments[1]);
        Path below = Path.of(arguments[2]);
        int warmups = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
        int runs = arguments.length > 3 ? Integer.parseInt(arguments[4]) : 1;
        for (int run = 0; run < warmups + runs; run++) {
            long start = System.nanoTime();
            LayerUnpack.of(Files.newInputStream(blob), diffId).into(below.resolve("ours-" + run));
            if (arguments.length > 3 && run >= warmups) {
                System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - start) / 1e6);
            }
        }
    }
}
