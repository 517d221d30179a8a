package hangari.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.image.TemporaryName;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With processes that are really killed, and a disk that is really full. */
class KilledStoreTest {
    private static final int KILLS = 12;

    @TempDir
    Path directory;

    @Test
    void afterAKillEveryBlobIsWholeAndNoNameIsLost() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            killAWriter(kill);
            var store = BlobStore.in(directory);
            assertEveryBlobIsWhole(store);
            assertEveryNameLeadsToAnImage(store);
        }
        var store = BlobStore.in(directory);
        store.collect();
        assertEveryNameLeadsToAnImage(store);
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(TemporaryName.PREFIX));
        }
    }

    /** Kills it somewhere after its n-th image: where exactly is left to chance. */
    private void killAWriter(int images) throws IOException, InterruptedException {
        Process process = java("forever");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i <= images; i++) {
                assertThat(lines.readLine()).isNotNull();
            }
            LockSupport.parkNanos(images * 150_000L);
            process.destroyForcibly();
        }
        process.waitFor();
    }

    private static void assertEveryBlobIsWhole(BlobStore store) throws IOException {
        assertThat(store.blobs()).isNotEmpty();
        for (Digest digest : store.blobs()) {
            long size = Files.size(store.path(digest));
            store.read(new Descriptor(MediaType.LAYER, digest, size), Integer.MAX_VALUE);
        }
    }

    private static void assertEveryNameLeadsToAnImage(BlobStore store) {
        var reader = new ImageReader(store);
        assertThat(store.references().all()).isNotEmpty();
        for (Descriptor image : store.references().all().values()) {
            Manifest manifest = reader.manifest(image, Platform.host());
            reader.config(manifest);
            assertThat(manifest.layers()).allMatch(store::has);
        }
    }

    @Test
    void anotherProcessThatHoldsTheStoreKeepsItFromBeingCollected() throws Exception {
        Process process = java("forever");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isNotNull();
            long stopped = process.pid();
            stopWhileHolding(lines, stopped);
            assertThatThrownBy(() -> BlobStore.in(directory).collect()).hasMessageContaining("is in use");
        } finally {
            process.destroyForcibly().waitFor();
        }
        BlobStore.in(directory).collect();
    }

    // It lets go between two images: stop it until it has been caught with its hold.
    private void stopWhileHolding(BufferedReader lines, long pid) throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            signal("-STOP", pid);
            if (StoreLock.of(directory.toRealPath().resolve(".users"))
                    .haveNow()
                    .map(KilledStoreTest::letGo)
                    .isEmpty()) {
                return;
            }
            signal("-CONT", pid);
            assertThat(lines.readLine()).isNotNull();
        }
        throw new AssertionError("never caught");
    }

    private static boolean letGo(Hold hold) {
        hold.close();
        return true;
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aFullDiskIsOneLineAndLeavesNothingHalfWritten() throws Exception {
        assumeTrue(new ProcessBuilder("unshare", "-rm", "true").start().waitFor() == 0, "no user namespace allowed");
        var command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
        command.add("mount -t tmpfs -o size=256k none \"$0\" && exec \"$@\"");
        command.add(directory.toString());
        command.addAll(command("until full"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            said = lines.lines().toList();
        }

        assertThat(process.waitFor()).as("%s", said).isZero();
        assertThat(said.get(0))
                .startsWith("cannot write blob sha256:")
                .endsWith(": make room there, or set HANGARI_STATE to a directory on another disk");
        assertThat(said.subList(1, said.size()))
                .contains("index.json", "oci-layout")
                .anyMatch(name -> name.startsWith("blobs/sha256/"))
                .noneMatch(name -> name.contains(TemporaryName.PREFIX));
    }

    private Process java(String mode) throws IOException {
        return new ProcessBuilder(command(mode))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<String> command(String mode) {
        String classPath = System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"))
                .replace('\n', File.pathSeparatorChar);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                FillTheStore.class.getName(),
                directory.toString(),
                mode);
    }
}
