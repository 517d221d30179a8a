package hangari.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.image.TemporaryName;
import hangari.image.oci.BlobWriter;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.MediaType;
import hangari.image.tar.TestTar;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With processes that are really killed while they unpack. */
class KilledUnpackTest {
    /** The calls by which an unpacking of this layer changes something; the first directories are Java's and the store's. */
    private static final Map<String, List<Integer>> WRITES = Map.of(
            "mkdir", List.of(5, 6, 7, 8),
            "mkdirat", List.of(1),
            "symlinkat", List.of(1),
            "pwrite64", List.of(1, 2),
            "fchmod", List.of(1, 2, 4, 5),
            "rename", List.of(1, 2),
            "rmdir", List.of(1));

    private static final int KILLS = 6;
    private static final int CHUNK = 64 * 1024;

    @TempDir
    Path directory;

    private byte[] layer = {};

    @BeforeEach
    void anImageThatHasNotBeenUnpacked() throws Exception {
        layer = tar(1);
        new StoreOfImages(open().blobs()).put("web", layer);
    }

    private static byte[] tar(int chunks) {
        var tar = new TestTar().directory("etc").symlink("etc/link", "motd");
        for (int i = 0; i < chunks; i++) {
            tar.file("etc/" + i, "x".repeat(CHUNK));
        }
        return tar.file("etc/motd", "whole").bytes();
    }

    private ImageStore open() {
        return ImageStore.in(directory.resolve("images"), directory.resolve("layers"));
    }

    @Test
    void aKillAtAnyWriteLeavesNothingThatTheNextStartDoesNotRemove() throws Exception {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "exec strace -f -o /dev/null true 2>&1")
                                .start()
                                .waitFor()
                        == 0,
                "no strace, or it may not trace");
        for (Map.Entry<String, List<Integer>> call : WRITES.entrySet()) {
            for (int time : call.getValue()) {
                kill(call.getKey(), time);
                assertNothingIsLeft(open());
            }
        }
        assertThat(open().layer(Digest.of(layer))).isEmpty();
    }

    /** Kills it before it makes this call for the n-th time. */
    private void kill(String call, int time) throws Exception {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
        command.addAll(List.of("-e", "trace=" + call, "-e", "inject=" + call + ":signal=KILL:when=" + time));
        command.addAll(command());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s %d: %s", call, time, said).isEqualTo(128 + 9);
    }

    @Test
    void aKillAtAnyMomentLeavesNothingEither() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        layer = tar(400);
        new StoreOfImages(open().blobs()).put("web", layer);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(lines.readLine()).isEqualTo("begins");
                LockSupport.parkNanos(random.nextInt(250_000_000));
                process.destroyForcibly().waitFor();
            }
            assertNothingIsLeft(open());
        }
        ImageStore store = open();
        store.unpacked(store.image("web"));
        assertNothingIsLeft(store);
    }

    private void assertNothingIsLeft(ImageStore store) throws IOException {
        assertThat(names(directory.resolve("images")))
                .contains("index.json", "oci-layout")
                .noneMatch(name -> name.startsWith(TemporaryName.PREFIX));
        assertThat(names(directory.resolve("layers/diffs"))).noneMatch(name -> name.startsWith(TemporaryName.PREFIX));
        assertThat(store.image("web").parts()).hasSize(1);
        store.layer(Digest.of(layer))
                .ifPresent(whole ->
                        assertThat(whole.directory().resolve("etc/motd")).hasContent("whole"));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void whatSomebodyIsStillWritingStaysWhenTheStoreIsOpenedAnew() {
        byte[] content = "slowly".getBytes(StandardCharsets.UTF_8);
        Descriptor blob = Descriptor.of(MediaType.LAYER, content);
        try (BlobWriter writer = open().blobs().writer(blob)) {
            writer.write(content, 0, 3);
            open();
            writer.write(content, 3, 3);
            writer.commit();
        }

        assertThat(open().blobs().has(blob)).isTrue();
    }

    @Test
    void thePartOfABlobStaysToBeGoneOnWith() {
        byte[] content = "slowly".getBytes(StandardCharsets.UTF_8);
        Descriptor blob = Descriptor.of(MediaType.LAYER, content);
        try (BlobWriter writer = open().blobs().resume(blob)) {
            writer.write(content, 0, 3);
        }

        try (BlobWriter writer = open().blobs().resume(blob)) {
            assertThat(writer.written()).isEqualTo(3);
        }
    }

    private List<String> command() {
        String classPath = System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"))
                .replace('\n', File.pathSeparatorChar);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                UnpackInAProcess.class.getName(),
                directory.toString(),
                "web");
    }
}
