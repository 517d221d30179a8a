package hangari.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageReader;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Index;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry, filled by skopeo, read by us, and our store read by skopeo again. */
class DockerRegistryTest {
    private static final int STARTS_WITHIN = 20; // seconds, at most

    @TempDir
    Path directory;

    private Process registry;
    private String host;
    private BlobStore source;
    private Descriptor index;

    @BeforeEach
    void aRegistryWithAnImageForTwoMachines() throws Exception {
        assumeInstalled("skopeo");
        assumeInstalled("docker-registry");
        start();
        source = BlobStore.in(directory.resolve("source"));
        Descriptor here = image(Platform.host(), 1, 300_000, 5_000_000, 100);
        Descriptor there = image(Platform.parse("linux/s390x"), 2, 700);
        index = source.put(MediaType.INDEX, Index.of(List.of(here, there)).bytes());
        source.references().tag(ImageReference.parse("source:1"), index);
        run(
                "skopeo",
                "--insecure-policy",
                "copy",
                "--all",
                "--preserve-digests",
                "--dest-tls-verify=false",
                "oci:" + source.directory() + ":docker.io/library/source:1",
                "docker://" + host + "/lab/base:1");
    }

    /** Its layers are packed, for skopeo packs what is not; the first by zstd, the others by gzip. */
    private Descriptor image(Platform platform, long seed, int... sizes) throws IOException {
        PublishedImage image = PublishedImage.of(platform, seed, sizes);
        Descriptor config = source.put(MediaType.CONFIG, image.config());
        List<Descriptor> layers = new ArrayList<>();
        for (byte[] layer : image.layers()) {
            layers.add(
                    layers.isEmpty()
                            ? source.put(MediaType.LAYER_ZSTD, zstd(layer))
                            : source.put(MediaType.LAYER_GZIP, gzip(layer)));
        }
        return source.put(MediaType.MANIFEST, Manifest.of(config, layers).bytes())
                .on(platform);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    // RFC 8878, 3.1.1: a frame of one segment whose size has four bytes, and raw blocks of at most 128 KiB
    private static byte[] zstd(byte[] bytes) {
        int most = 128 * 1024;
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 9 + 3 * (bytes.length / most + 1))
                .order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0xFD2FB528).put((byte) 0xA0).putInt(bytes.length);
        for (int at = 0; at < bytes.length; at += most) {
            int size = Math.min(most, bytes.length - at);
            int head = size << 3 | (at + size == bytes.length ? 1 : 0);
            frame.put((byte) head).putShort((short) (head >> 8)).put(bytes, at, size);
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private void start() throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            host = "127.0.0.1:" + free.getLocalPort();
        }
        Path config = Files.writeString(
                directory.resolve("registry.yml"), """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: %s}
                """.formatted(directory.resolve("registry"), host));
        registry = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("registry.log").toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN);
        while (!answers()) {
            assertThat(registry.isAlive() && System.nanoTime() < deadline)
                    .as(Files.readString(directory.resolve("registry.log")))
                    .isTrue();
            registry.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try (var socket = new Socket("127.0.0.1", Integer.parseInt(host.replaceFirst(".*:", "")))) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (registry != null) {
            registry.destroy();
            registry.waitFor();
        }
    }

    private static void assumeInstalled(String program) {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        assumeTrue(there, program + " is not installed: apt-get install " + program);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }

    @Test
    void whatSkopeoPushedIsPulledAndReadBySkopeoAgain() throws Exception {
        var pull = new Pull(directory.resolve("ours"));
        ImageReference name = ImageReference.parse(host + "/lab/base:1");

        PullResult result = pull.run(PullRequest.of(name));

        assertThat(result.image().digest()).isEqualTo(index.digest());
        assertThat(result.manifest().layers()).hasSize(3).allMatch(pull.store::has);
        assertThat(result.manifest().layers().get(0).mediaType()).isEqualTo(MediaType.LAYER_ZSTD);
        var reader = new ImageReader(pull.store);
        assertThat(reader.config(reader.manifest(result.image(), Platform.host()))
                        .platform())
                .isEqualTo(Platform.host());
        pull.run(PullRequest.of(name).on(Platform.parse("linux/s390x")));
        pull.assertStored(source.blobs());
        String ours = "oci:" + pull.store.directory() + ":" + name;
        assertThat(run("skopeo", "inspect", "--raw", ours)).isEqualTo(Files.readString(source.path(index.digest())));
        assertThat(run("skopeo", "inspect", "--override-arch", "s390x", ours))
                .contains("\"Architecture\": \"s390x\"")
                .contains("\"Digest\": \"" + index.digest() + "\"");
    }

    @Test
    void aPartIsGoneOnWithFromARealRegistryAndByDigestItIsTheSame() throws Exception {
        var pull = new Pull(directory.resolve("ours"));
        Manifest manifest = new ImageReader(source).manifest(index, Platform.host());
        Descriptor large = manifest.layers().get(1);
        byte[] content = Files.readAllBytes(source.path(large.digest()));
        try (var writer = pull.store.resume(large)) {
            writer.write(content, 0, 4_000_000);
        }

        PullResult result = pull.run(PullRequest.of(ImageReference.parse(host + "/lab/base@" + index.digest())));

        assertThat(pull.events).contains(new PullEvent.Resumed(large, 4_000_000));
        assertThat(result.manifest()).isEqualTo(manifest);
        assertThat(pull.store.has(large)).isTrue();
        assertThat(Digest.of(Files.readAllBytes(pull.store.path(large.digest()))))
                .isEqualTo(large.digest());
        assertThat(pull.parts()).isEmpty();
        assertThat(pull.failure(PullRequest.of(ImageReference.parse(host + "/lab/base:none"))))
                .startsWith(host + " does not have the image lab/base:none: MANIFEST_UNKNOWN manifest unknown");
    }
}
