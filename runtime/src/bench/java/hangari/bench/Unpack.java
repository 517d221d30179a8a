package hangari.bench;

import hangari.image.oci.Digest;
import hangari.image.tar.LayerUnpack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Unpacks a layer and lets {@code tar xzf} do the same, by turns: {@code Unpack BLOB DIFFID DIRECTORY WARMUPS RUNS}.
 *
 * <p>Each time goes into a new directory below the given one, which stays: see {@code pull.sh}. Prints the first time of
 * ours, then the median of those after the warm-ups, then that of tar, in ms.
 */
final class Unpack {
    private final Path blob;
    private final Digest diffId;
    private final Path below;
    private int places;

    private Unpack(Path blob, Digest diffId, Path below) {
        this.blob = blob;
        this.diffId = diffId;
        this.below = below;
    }

    public static void main(String[] arguments) throws IOException {
        var race = new Unpack(Path.of(arguments[0]), Digest.parse(arguments[1]), Path.of(arguments[2]));
        int warmups = Integer.parseInt(arguments[3]);
        int runs = Integer.parseInt(arguments[4]);
        double first = race.ours();
        for (int i = 1; i < warmups; i++) {
            race.ours();
        }
        double[] api = new double[runs];
        double[] tar = new double[runs];
        for (int i = 0; i < runs; i++) {
            tar[i] = race.theirs();
            api[i] = race.ours();
        }
        System.out.printf(Locale.ROOT, "%.0f %.0f %.0f%n", first, median(api), median(tar));
    }

    private double ours() {
        Path place = place();
        return milliseconds(() -> {
            try {
                LayerUnpack.of(Files.newInputStream(blob), diffId).into(place);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private double theirs() throws IOException {
        Path place = Files.createDirectory(place());
        return milliseconds(() -> run("tar", "-C", place.toString(), "-xzf", blob.toString()));
    }

    private Path place() {
        run("sync", "-f", below.toString());
        return below.resolve("unpacked-" + places++);
    }

    private static double milliseconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void run(String... command) {
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(List.of(command) + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
