package hangari.bench;

import hangari.image.oci.ImageReference;
import hangari.image.registry.PullRequest;
import hangari.image.registry.Puller;
import hangari.image.registry.RegistrySettings;
import hangari.image.store.ImageStore;
import hangari.image.store.UnpackOnArrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * How long a pull takes in a Java that has pulled before: each into a store of its own, which stays.
 *
 * <p>Arguments: the image, a directory, how many pulls to warm up, how many to measure. Prints the first pull and the
 * median of the measured ones, in ms.
 */
public final class WarmPull {
    private WarmPull() {}

    public static void main(String[] arguments) throws IOException {
        ImageReference image = ImageReference.parse(arguments[0]);
        Path directory = Path.of(arguments[1]);
        int warmUp = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        long first = pull(image, directory);
        for (int i = 1; i < warmUp; i++) {
            pull(image, directory);
        }
        long[] times = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            times[i] = pull(image, directory);
        }
        long median = LongStream.of(times).sorted().skip(rounds / 2).findFirst().orElseThrow();
        System.out.println(first / 1_000_000 + " " + median / 1_000_000);
    }

    private static long pull(ImageReference image, Path directory) throws IOException {
        Path store = Files.createTempDirectory(directory, "store");
        long begin = System.nanoTime();
        ImageStore images = ImageStore.in(store.resolve("images"), store.resolve("layers"));
        new Puller(images.blobs(), RegistrySettings.plain(directory.resolve("config.json")))
                .pull(PullRequest.of(image), new UnpackOnArrival(images, event -> {}));
        long time = System.nanoTime() - begin;
        return time;
    }
}
