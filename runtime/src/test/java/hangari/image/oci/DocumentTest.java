package hangari.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
    private static final Digest A = Digest.of(new byte[] {1});
    private static final Digest B = Digest.of(new byte[] {2});

    @Test
    void ociManifestIsReadAndWrittenAlike() {
        Manifest manifest = Manifest.of(
                new Descriptor(MediaType.CONFIG, A, 10),
                List.of(new Descriptor(MediaType.LAYER_ZSTD, B, 20)
                        .annotated("z", "1")
                        .annotated("a", "2")));

        String text = new String(manifest.bytes(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":10},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+zstd","digest":"%s","size":20,\
                "annotations":{"a":"2","z":"1"}}]}""".formatted(A, B));
        assertThat(Document.read(manifest.bytes(), MediaType.MANIFEST)).isEqualTo(manifest);
        assertThat(manifest.isImage()).isTrue();
    }

    @Test
    void dockerManifestAndListAreUnderstood() {
        Manifest manifest = (Manifest) read("""
                {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
                 "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 1, "digest": "%s"},
                 "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": 2,
                             "digest": "%s"}]}""".formatted(A, B), MediaType.DOCKER_MANIFEST);
        assertThat(manifest.isImage()).isTrue();
        assertThat(manifest.layers().get(0).mediaType().layer()).contains(Compression.GZIP);

        Index list = (Index) read("""
                {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.list.v2+json",
                 "manifests": [{"mediaType": "application/vnd.docker.distribution.manifest.v2+json", "size": 1,
                   "digest": "%s", "platform": {"architecture": "arm64", "os": "linux", "variant": "v8"}}]}""".formatted(A), MediaType.DOCKER_INDEX);
        assertThat(list.choose(Platform.linux("arm64")).digest()).isEqualTo(A);
    }

    @Test
    void goWritesAnEmptyListAsNull() {
        Index index = (Index) read("{\"schemaVersion\":2,\"manifests\":null,\"annotations\":null}", MediaType.INDEX);

        assertThat(index.manifests()).isEmpty();
        assertThat(new String(index.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"schemaVersion\":2,\"manifests\":[]}");
    }

    @Test
    void keysThatWeDoNotKnowAreKept() {
        String text = """
                {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "digest":"%s","size":3,"platform":{"architecture":"amd64","os":"linux","os.version":"6"},\
                "data":"YWJj"}],"subject":{"deep":[1,2.5,null,{"x":true}]}}""".formatted(A);

        assertThat(read(text, MediaType.INDEX).bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text);
    }

    @Test
    void theFirstEntryForTheMachineIsChosen() {
        Descriptor arm = entry(1).on(Platform.linux("arm64"));
        Descriptor amd = entry(2).on(Platform.linux("amd64"));
        Descriptor second = entry(3).on(Platform.linux("amd64"));
        Descriptor foreign = new Descriptor(new MediaType("application/x"), A, 1).on(Platform.linux("amd64"));
        Descriptor attestation = entry(4).on(new Platform("unknown", "unknown", "", Map.of()));
        Index index = Index.of(List.of(foreign, attestation, arm, amd, second));

        assertThat(index.choose(Platform.parse("linux/amd64"))).isEqualTo(amd);
        assertThat(index.choose(Platform.parse("linux/arm64/v8"))).isEqualTo(arm);
        assertThatThrownBy(() -> index.choose(Platform.parse("linux/arm/v7")))
                .hasMessage("no image for linux/arm/v7: the index has linux/amd64, unknown/unknown, linux/arm64: "
                        + "choose another tag or platform");
        assertThat(Index.of(List.of(arm, entry(5))).choose(Platform.linux("amd64")))
                .isEqualTo(entry(5));
        assertThatThrownBy(() -> Index.of(List.of()).choose(Platform.host()))
                .hasMessageContaining("the index has none");
    }

    private static Descriptor entry(int size) {
        return new Descriptor(MediaType.MANIFEST, A, size);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null                                                 | it is null
            []                                                   | Cannot deserialize
            `{"schemaVersion":2`                                 | Unexpected end-of-input
            `{"schemaVersion":2,"manifests":[]} {}`              | Trailing token
            `{"schemaVersion":2,"manifests":[],"manifests":[]}`  | Duplicate
            `{"manifests":[]}`                                   | Missing required creator property
            `{"schemaVersion":2}`                                | Missing required creator property
            `{"schemaVersion":1,"manifests":[]}`                 | schemaVersion 1: only 2 is supported
            `{"schemaVersion":"2","manifests":[]}`               | Cannot coerce
            `{"schemaVersion":2,"manifests":[null]}`             | null
            `{"schemaVersion":2,"manifests":[],"layers":[]}`     | has "layers" too: do not trust who made it
            `{"schemaVersion":2,"manifests":[],"mediaType":"application/vnd.oci.image.manifest.v1+json"}` | calls itself
            `{"schemaVersion":2,"manifests":[],"mediaType":"x"}` | bad media type "x"
            `{"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"sha256:x","size":1}]}` | bad digest "sha256:x"
            `{"schemaVersion":2,"manifests":[{"mediaType":"a/b","size":1}]}` | Missing required creator property 'digest'
            """)
    void aFaultIsOneLine(String text, String said) {
        assertThatThrownBy(() -> read(text, MediaType.INDEX))
                .isInstanceOf(ImageException.class)
                .message()
                .startsWith("bad image ")
                .contains(said)
                .doesNotContain("\n")
                .doesNotContain("hangari.image");
    }

    @ParameterizedTest
    @CsvSource({"-1", "1.5", "1e99", "99999999999999999999", "null", "true", "\"7\""})
    void aSizeIsANumberOfBytes(String size) {
        assertThatThrownBy(() -> read("""
                {"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"%s","size":%s}]}""".formatted(A, size), MediaType.INDEX))
                .isInstanceOf(ImageException.class)
                .hasMessageNotContaining("\n");
    }

    @Test
    void depthAndSizeAreLimited() {
        assertThatThrownBy(() -> read("{\"x\":" + "[".repeat(100_000), MediaType.INDEX))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("nesting depth");
        assertThatThrownBy(() -> Document.read(new byte[Document.LIMIT + 1], MediaType.INDEX))
                .hasMessage("image index of 4194305 bytes is too large: at most 4194304 are read");
    }

    @Test
    void schemaOneAndUnknownKindsAreRefused() {
        assertThatThrownBy(() -> read("{}", new MediaType("application/vnd.docker.distribution.manifest.v1+prettyjws")))
                .hasMessageContaining("schema 1 has been retired");
        assertThatThrownBy(() -> read("{}", MediaType.LAYER))
                .hasMessageStartingWith("cannot read application/vnd.oci.image.layer.v1.tar as an image: ");
    }

    @Test
    void anArtifactIsNoImage() {
        Manifest signature =
                Manifest.of(new Descriptor(new MediaType("application/vnd.oci.empty.v1+json"), A, 2), List.of());

        assertThat(signature.isImage()).isFalse();
        assertThat(signature.mediaType()).isEqualTo(Optional.of(MediaType.MANIFEST));
    }

    private static Document read(String text, MediaType type) {
        return Document.read(text.getBytes(StandardCharsets.UTF_8), type);
    }
}
