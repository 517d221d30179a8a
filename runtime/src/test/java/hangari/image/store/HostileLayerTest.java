package hangari.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import hangari.image.ImageException;
import hangari.image.oci.Compression;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.MediaType;
import hangari.image.oci.StoredImage;
import hangari.image.tar.TestTar;
import hangari.linux.Credentials;
import hangari.peer.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each hostile layer stands upon an honest one. It is refused, or becomes something harmless; nothing outside of the layer
 * changes, and what has been refused is nowhere.
 */
class HostileLayerTest {
    private static final byte[] HONEST = new TestTar().file("etc/motd", "hello").bytes();
    private static final AtomicInteger RAN = new AtomicInteger();

    @TempDir
    Path directory;

    Path outside;
    ImageStore store;
    StoreOfImages images;

    static List<HostileLayer> layers() {
        return HostileLayers.all();
    }

    @BeforeEach
    void anHonestLayerAndACanary() throws IOException {
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("canary"), "alive");
        store = ImageStore.in(directory.resolve("images"), directory.resolve("layers"))
                .within(HostileLayers.LIMITS);
        images = new StoreOfImages(store.blobs());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void isRefusedOrTamedAndNothingElseChanges(HostileLayer hostile) throws Exception {
        StoredImage image = image(hostile);
        store.unpack(image.parts().get(0), progress -> {});
        Map<String, String> before = files();

        Throwable failure = catchThrowable(() -> store.unpacked(image));

        Map<String, String> after;
        Digest diffId = image.parts().get(1).diffId();
        if (hostile.refusal().isPresent()) {
            after = files();
            assertThat(failure).isInstanceOf(ImageException.class);
            assertThat(failure.getMessage())
                    .startsWith("cannot unpack layer " + diffId + ": ")
                    .containsPattern(pattern(hostile.refusal().get()))
                    .doesNotContain("\n", "\u001b");
            assertThat(store.layer(diffId)).isEmpty();
        } else {
            assertThat(failure).isNull();
            Path layer = store.layer(diffId).orElseThrow().directory();
            openUp(layer);
            after = files();
            assertThat(LayerListing.of(layer, outside.toString())).isEqualTo(hostile.tree());
            after.keySet()
                    .removeIf(name -> name.startsWith(
                            directory.relativize(layer.getParent()).toString()));
            before.put("layers/diffs", after.get("layers/diffs")); // has one more name
        }
        assertThat(after).isEqualTo(before);
        RAN.incrementAndGet();
    }

    @AfterAll
    static void allOfThemRan() {
        int cases = layers().size();
        System.out.println("hostile layers: " + RAN.get() + " of " + cases);
        assertThat(RAN.get()).isEqualTo(cases).isGreaterThanOrEqualTo(60);
    }

    @Test
    void bombsNeedLittleMemory() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"));

        String said = Peer.run(
                java,
                "-Xmx96m",
                "-cp",
                classPath,
                BombsInAProcess.class.getName(),
                directory.resolve("x").toString());

        assertThat(said.lines()).hasSize(HostileLayers.bombs().size()).allMatch(line -> line.contains(" more than "));
    }

    /** What is to be found: words as they are, several of them divided by a bar. */
    private static String pattern(String words) {
        return Stream.of(words.split("\\|"))
                .map(Pattern::quote)
                .reduce((a, b) -> a + "|" + b)
                .orElseThrow();
    }

    private StoredImage image(HostileLayer hostile) throws Exception {
        byte[] blob = hostile.blob().of(outside.toString());
        Descriptor layer = store.blobs().put(type(hostile.compression()), blob);
        Descriptor base = store.blobs().put(MediaType.LAYER_GZIP, StoreOfImages.gzip(HONEST));
        images.put("hostile", List.of(base, layer), List.of(Digest.of(HONEST), diffId(blob)));
        return store.image("hostile");
    }

    private static MediaType type(Compression compression) {
        return switch (compression) {
            case NONE -> MediaType.LAYER;
            case GZIP -> MediaType.LAYER_GZIP;
            case ZSTD -> MediaType.LAYER_ZSTD;
        };
    }

    /** The right one, as far as there is one: it is not the diff id that saves us. */
    private static Digest diffId(byte[] blob) throws IOException {
        MessageDigest hash = Digest.sha256();
        byte[] chunk = new byte[1 << 16];
        try (InputStream plain = HostileLayer.plain(blob)) {
            long total = 0;
            for (int count = plain.read(chunk); count >= 0 && total < 1 << 27; count = plain.read(chunk)) {
                hash.update(chunk, 0, count);
                total += count;
            }
        } catch (IOException e) {
            // what is damaged has none
        }
        return Digest.of(hash);
    }

    /** Some layers have directories that are shut, to their owner too if that is an ordinary user. */
    private static void openUp(Path layer) throws Exception {
        if (Credentials.uid() != 0) {
            Peer.run("chmod", "-R", "u+rwX", layer.toString());
        }
    }

    /** All that is below our directory, with what anybody could have changed of it. */
    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(file -> !file.equals(directory)).toList()) {
                boolean small = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) < 1 << 20;
                String content = small ? Digest.of(Files.readAllBytes(file)).hex() : "";
                files.put(
                        directory.relativize(file).toString(),
                        content
                                + Files.readAttributes(
                                        file,
                                        "unix:mode,uid,gid,ino,nlink,lastModifiedTime",
                                        LinkOption.NOFOLLOW_LINKS));
            }
        }
        files.replaceAll((name, state) ->
                name.equals("layers/diffs") ? state.replaceAll("(lastModifiedTime|nlink)=[^,}]*", "") : state);
        return files;
    }
}
