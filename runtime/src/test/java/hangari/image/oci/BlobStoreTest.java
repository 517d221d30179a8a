package hangari.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlobStoreTest {
    private static final byte[] HELLO = "hello\n".getBytes(StandardCharsets.UTF_8);
    private static final String HEX = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

    @TempDir
    Path scratch;

    BlobStore store;

    @BeforeEach
    void open() {
        store = BlobStore.in(scratch.resolve("창 고"));
    }

    @Test
    void isAnOciLayout() throws Exception {
        Descriptor blob = store.put(MediaType.LAYER, HELLO);

        assertThat(blob).hasToString("sha256:" + HEX + " (application/vnd.oci.image.layer.v1.tar, 6 B)");
        assertThat(store.directory().resolve("blobs/sha256/" + HEX)).hasBinaryContent(HELLO);
        assertThat(store.directory().resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
        assertThat(store.directory().resolve("index.json")).hasContent("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""");
        assertThat(BlobStore.in(store.directory()).blobs()).containsExactly(blob.digest());
        assertThat(names()).containsExactly(".names", ".users", "blobs", "index.json", "oci-layout");
    }

    @Test
    void theSameContentIsKeptOnce() {
        Descriptor blob = store.put(MediaType.LAYER, HELLO);

        assertThat(store.put(MediaType.LAYER, HELLO)).isEqualTo(blob);
        assertThat(store.blobs()).hasSize(1);
        assertThat(store.has(blob)).isTrue();
        assertThat(store.has(Descriptor.of(MediaType.LAYER, new byte[0]))).isFalse();
        assertThat(store.read(blob, 6)).isEqualTo(HELLO);
    }

    @Test
    void aBlobThatIsBeingMadeGetsTheDigestOfWhatWasWritten() throws Exception {
        try (BlobWriter writer = store.writer(1000)) {
            writer.write('h');
            writer.write("ello\n".getBytes(StandardCharsets.UTF_8));
            assertThat(store.blobs()).isEmpty();
            assertThat(writer.written()).isEqualTo(6);
            assertThat(writer.commit()).isEqualTo(new Digest(HEX));
        }
        assertThat(store.blobs()).containsExactly(new Digest(HEX));
    }

    @ParameterizedTest
    @CsvSource({
        "jello,  5, came with the content of sha256:",
        "hell,   5, ended after 4 of 5 bytes: ask for it again",
        "hello!, 5, is larger than the 5 bytes that it may have",
    })
    void aBlobThatIsNotWhatItWasSaidToBeIsNotKept(String content, long size, String said) throws Exception {
        Digest digest = Digest.of("hello".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> {
                    try (BlobWriter writer = store.writer(new Descriptor(MediaType.LAYER, digest, size))) {
                        writer.write(content.getBytes(StandardCharsets.UTF_8));
                        writer.commit();
                    }
                })
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("blob " + digest + " ")
                .hasMessageContaining(said);
        assertNothingIsKept();
    }

    @Test
    void whatIsNotCommittedIsNotKept() throws Exception {
        BlobWriter writer = store.writer(1000);
        writer.write(HELLO);
        writer.close();
        writer.close();

        assertNothingIsKept();
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    }

    private void assertNothingIsKept() throws IOException {
        assertThat(store.blobs()).isEmpty();
        assertThat(names()).containsExactly(".names", ".users", "blobs", "index.json", "oci-layout");
    }

    @ParameterizedTest
    @CsvSource({"hell, has 4 of its 6 bytes", "jello!, has the content of sha256:", "hello world, has more than its 6"})
    void aDiskThatForgetsIsNoticedWhileReading(String damage, String said) throws Exception {
        Descriptor blob = store.put(MediaType.LAYER, HELLO);
        Files.writeString(store.path(blob.digest()), damage);

        try (InputStream content = store.open(blob)) {
            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(said)
                    .hasMessageEndingWith(": it is damaged: remove it and pull the image again");
        }
        assertThatThrownBy(() -> store.read(blob, 6))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(said);

        store.put(MediaType.LAYER, HELLO);
        assertThat(store.read(blob, 6)).isEqualTo(HELLO);
    }

    @Test
    void aSymbolicLinkIsNoBlob() throws Exception {
        Path secret = Files.writeString(scratch.resolve("secret"), "hello\n");
        Files.createSymbolicLink(store.path(new Digest(HEX)), secret);
        Descriptor blob = Descriptor.of(MediaType.LAYER, HELLO);

        assertThat(store.has(blob)).isFalse();
        assertThatThrownBy(() -> store.open(blob)).isInstanceOf(ImageException.class);
        store.put(MediaType.LAYER, HELLO);
        assertThat(store.path(new Digest(HEX))).isRegularFile();
        assertThat(secret).hasContent("hello");
    }

    @Test
    void whatIsNotThereOrTooLargeIsSaid() {
        Descriptor blob = Descriptor.of(MediaType.LAYER, HELLO);
        assertThatThrownBy(() -> store.open(blob))
                .hasMessage("no blob sha256:" + HEX + " in " + store.directory() + ": pull the image again");
        store.put(MediaType.LAYER, HELLO);
        assertThatThrownBy(() -> store.read(blob, 5)).hasMessageContaining("too large for what it is said to be");
    }

    @Test
    void anotherVersionOfTheLayoutAndAPlaceThatCannotBeWrittenAreRefused() throws Exception {
        Files.writeString(store.directory().resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");
        assertThatThrownBy(() -> BlobStore.in(store.directory()))
                .hasMessageEndingWith("has version \"2.0.0\": only 1 is supported: use another directory");
        Files.writeString(store.directory().resolve("oci-layout"), "???");
        assertThatThrownBy(() -> BlobStore.in(store.directory()))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("bad file ");
        assertThatThrownBy(() -> BlobStore.in(Path.of("/proc/없다")))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("cannot open the image store /proc/없다: ");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(store.directory())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }
}
