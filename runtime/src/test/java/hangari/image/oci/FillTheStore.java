package hangari.image.oci;

import hangari.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/** A process of its own that stores images: until it is killed, or until its small disk is full. */
final class FillTheStore {
    private FillTheStore() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        if (arguments[1].equals("forever")) {
            forever(BlobStore.in(directory));
        } else {
            untilFull(directory);
        }
    }

    private static void forever(BlobStore store) throws IOException {
        var random = new Random(1);
        for (int i = 0; true; i++) {
            try (Hold hold = store.hold()) {
                byte[] content = new byte[random.nextInt(300_000)];
                random.nextBytes(content);
                store.put(MediaType.LAYER, content);
                TinyImage image = TinyImage.in(store, Platform.host(), "number " + i);
                store.references().tag(ImageReference.parse("image:" + i % 50), image.manifest());
                System.out.println(hold.hashCode());
            }
        }
    }

    private static void untilFull(Path directory) throws IOException {
        BlobStore store = BlobStore.in(directory);
        try {
            for (int i = 0; true; i++) {
                store.put(MediaType.LAYER, new byte[40_000 + i]);
            }
        } catch (ImageException e) {
            System.out.println(e.getMessage());
        }
        try (Stream<Path> left = Files.walk(directory)) {
            left.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .forEach(System.out::println);
        }
    }
}
