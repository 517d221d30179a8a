package hangari.image.registry;

import static hangari.image.registry.PublishedImage.blob;
import static hangari.image.registry.PublishedImage.content;
import static hangari.image.registry.PublishedImage.document;
import static hangari.image.registry.PublishedImage.index;
import static hangari.image.registry.PublishedImage.manifest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.Document;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.registry.HostileRegistry.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Registries that lie, cut off, never end or never begin: each gets one line, and no bad blob is ever stored. */
class HostileRegistryTest {
    private static final int SIZE = 100_000;
    private static int ran;

    @TempDir
    Path directory;

    HostileRegistry registry;
    PublishedImage image;
    Pull pull;

    @BeforeEach
    void anHonestImage() throws IOException {
        registry = new HostileRegistry();
        image = PublishedImage.of(Platform.host(), 1, SIZE);
        image.serve(registry, "1");
        pull = new Pull(directory);
        ran++;
    }

    @AfterEach
    void end() throws IOException {
        registry.close();
    }

    @AfterAll
    static void allOfThemRan() {
        assertThat(ran).isGreaterThanOrEqualTo(LayerLie.values().length + ManifestLie.values().length);
    }

    /** How a registry answers for a layer, and what is said of it. */
    enum LayerLie {
        ABSENT((layer, other) -> (request, wire) -> wire.reply(404), "does not have the blob sha256:"),
        FORBIDDEN((layer, other) -> (request, wire) -> wire.reply(403), "does not give the blob sha256:"),
        TEAPOT((layer, other) -> (request, wire) -> wire.reply(418), "answers 418 instead of the blob"),
        NOTHING_TO_SAY((layer, other) -> (request, wire) -> wire.reply(204), "answers 204 instead of the blob"),
        BROKEN((layer, other) -> (request, wire) -> wire.reply(500), "answers 500 instead of the blob"),
        OTHER_CONTENT((layer, other) -> (request, wire) -> wire.reply(200, other), "came with the content of sha256:"),
        ONE_BIT_FLIPPED(
                (layer, other) -> (request, wire) -> {
                    byte[] flipped = layer.clone();
                    flipped[SIZE / 2] ^= 1;
                    content(flipped).answer(request, wire);
                },
                "came with the content of sha256:"),
        SHORTER(
                (layer, other) -> (request, wire) -> wire.reply(200, Arrays.copyOf(layer, SIZE - 1)),
                "ended after 99999 of 100000"),
        LONGER(
                (layer, other) -> (request, wire) -> wire.reply(200, Arrays.copyOf(layer, SIZE + 1)),
                "is longer than the 100000 bytes"),
        LONGER_WITHOUT_LENGTH(
                (layer, other) -> (request, wire) -> {
                    wire.head(200);
                    wire.out().write(Arrays.copyOf(layer, SIZE + 1));
                },
                "is longer than the 100000 bytes"),
        ENDLESS(
                (layer, other) -> (request, wire) -> {
                    wire.head(200);
                    while (true) {
                        wire.out().write(layer);
                    }
                },
                "is longer than the 100000 bytes"),
        ENDLESS_CHUNKS(
                (layer, other) -> (request, wire) -> {
                    wire.head(200, "Transfer-Encoding: chunked");
                    while (true) {
                        wire.raw(Integer.toHexString(SIZE) + "\r\n");
                        wire.out().write(layer);
                        wire.raw("\r\n");
                    }
                },
                "is longer than the 100000 bytes"),
        BAD_CHUNK(
                (layer, other) -> (request, wire) -> {
                    wire.head(200, "Transfer-Encoding: chunked");
                    wire.raw("5\r\nhello\r\nxyzzy\r\n");
                },
                "was cut"),
        GZIPPED(
                (layer, other) -> (request, wire) -> wire.reply(200, gzip(layer), "Content-Encoding: gzip"),
                "in the encoding gzip, which was not asked for"),
        NO_HTTP((layer, other) -> (request, wire) -> wire.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"), "was cut"),
        NOT_A_BYTE((layer, other) -> (request, wire) -> {}, "was cut"),
        NEGATIVE_LENGTH(
                (layer, other) -> (request, wire) -> wire.raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"),
                "was cut"),
        TWO_LENGTHS(
                (layer, other) -> (request, wire) ->
                        wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello"),
                " again"),
        A_RANGE_UNASKED(
                (layer, other) ->
                        (request, wire) -> wire.reply(206, layer, "Content-Range: bytes 0-" + (SIZE - 1) + "/" + SIZE),
                "sends the range "),
        NO_SUCH_RANGE((layer, other) -> (request, wire) -> wire.reply(416), "has no byte 0 of the blob"),
        CUT_EVERY_TIME(
                (layer, other) -> (request, wire) -> {
                    wire.head(200, "Content-Length: " + SIZE);
                    wire.out().write(layer, 0, 10);
                },
                "was cut");

        private final Lie lie;
        private final String said;

        LayerLie(Lie lie, String said) {
            this.lie = lie;
            this.said = said;
        }

        private interface Lie {
            Page of(byte[] layer, byte[] other);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBadLayerIsStored(LayerLie how) throws Exception {
        byte[] layer = image.layers().get(0);
        byte[] other = new byte[SIZE];
        registry.put(blob(layer), how.lie.of(layer, other));

        assertThat(pull.failure(registry)).contains(how.said);

        pull.assertStored(List.of(Digest.of(image.manifest()), Digest.of(image.config())));
        assertThat(pull.store.references().all()).isEmpty();
        pull.store.collect();
        pull.assertStored(List.of());
        assertThat(pull.parts()).isEmpty();

        image.serve(registry, "1");
        pull.run(registry);
        pull.assertStored(image.digests());
    }

    /** What a registry answers for a tag, and what is said of it. */
    enum ManifestLie {
        ABSENT((request, wire) -> wire.reply(404), "does not have the image lab/base:1: check the name and the tag"),
        ABSENT_WITH_REASON(
                (request, wire) -> wire.reply(404, """
                        {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest\\u001b[31m unknown","detail":{}}]}""".getBytes(UTF_8)),
                "does not have the image lab/base:1: MANIFEST_UNKNOWN manifest [31m unknown: check"),
        NO_TYPE((request, wire) -> wire.reply(200, "{}".getBytes(UTF_8)), "does not say what kind of document"),
        A_WEB_PAGE(
                (request, wire) -> wire.reply(200, "<html>".getBytes(UTF_8), "Content-Type: text/html; charset=utf-8"),
                "cannot read text/html as an image"),
        RETIRED(
                (request, wire) -> wire.reply(
                        200,
                        "{}".getBytes(UTF_8),
                        "Content-Type: application/vnd.docker.distribution.manifest.v1+prettyjws"),
                "schema 1 has been retired"),
        NOT_JSON(typed("hello"), "bad image manifest: "),
        ANOTHER_KIND(typed("{\"schemaVersion\":2,\"manifests\":[]}"), "bad image manifest: "),
        EMPTY(typed(""), "bad image manifest: "),
        DEEP(typed("[".repeat(100_000)), "bad image manifest: "),
        NO_LAYERS_BUT_A_LIE(
                typed(
                        "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"a/b\",\"digest\":\"../../etc/passwd\",\"size\":1},"
                                + "\"layers\":[]}"),
                "bad digest"),
        TOO_LARGE(
                (request, wire) -> {
                    wire.head(200, "Content-Type: " + MediaType.MANIFEST, "Content-Length: 4194305");
                    wire.out().write(new byte[Document.LIMIT + 1]);
                },
                "is too large: at most 4194304 bytes are read"),
        TOO_LARGE_WITHOUT_LENGTH(
                (request, wire) -> {
                    wire.head(200, "Content-Type: " + MediaType.MANIFEST);
                    while (true) {
                        wire.out().write(new byte[65536]);
                    }
                },
                "is too large: at most 4194304 bytes are read"),
        ANOTHER_DIGEST(
                (request, wire) -> wire.reply(
                        200,
                        "{}".getBytes(UTF_8),
                        "Content-Type: " + MediaType.MANIFEST,
                        "Docker-Content-Digest: sha256:" + "0".repeat(64)),
                "and not sha256:0000"),
        A_SILLY_DIGEST(
                (request, wire) -> wire.reply(
                        200, "{}".getBytes(UTF_8), "Content-Type: " + MediaType.MANIFEST, "Docker-Content-Digest: yes"),
                "and not yes: it was changed on its way"),
        GZIPPED(
                (request, wire) -> wire.reply(
                        200,
                        gzip("{}".getBytes(UTF_8)),
                        "Content-Type: " + MediaType.MANIFEST,
                        "Content-Encoding: gzip"),
                "in the encoding gzip"),
        COME_BACK_TOMORROW((request, wire) -> wire.reply(429, "Retry-After: 86400"), "it asks to come back in 86400 s"),
        BUSY((request, wire) -> wire.reply(503, "Retry-After: 1"), "answers 503 instead of the image");

        private final Page page;
        private final String said;

        ManifestLie(Page page, String said) {
            this.page = page;
            this.said = said;
        }

        private static Page typed(String text) {
            return document(MediaType.MANIFEST, text.getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBadManifestIsStored(ManifestLie how) throws Exception {
        registry.put(manifest("1"), how.page);

        assertThat(pull.failure(registry)).contains(how.said);

        pull.assertStored(List.of());
        assertThat(pull.store.references().all()).isEmpty();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void aRegistryThatNeverBeginsOrNeverEndsIsGivenUp() throws Exception {
        byte[] layer = image.layers().get(0);
        pull.hasty();

        registry.put(manifest("1"), (request, wire) -> HostileRegistry.hang());
        assertThat(pull.failure(registry)).contains("does not answer within 300 ms: try again later");

        registry.put(manifest("1"), (request, wire) -> {
            wire.raw("HTTP/1.1 200 OK\r\n");
            while (true) {
                wire.raw("X-More: " + "x".repeat(1000) + "\r\n");
            }
        });
        assertThat(pull.failure(registry)).containsPattern("was cut|does not answer");

        registry.put(manifest("1"), (request, wire) -> {
            while (true) {
                wire.raw("HTTP/1.1 100 Continue\r\n\r\n");
            }
        });
        assertThat(pull.failure(registry)).containsPattern("was cut|does not answer");

        registry.put(manifest("1"), (request, wire) -> {
            wire.head(200, "Content-Type: " + MediaType.MANIFEST);
            wire.raw("{");
            HostileRegistry.hang();
        });
        assertThat(pull.failure(registry)).contains("the image lab/base:1 stalled: no byte for 300 ms");
        pull.assertStored(List.of());

        registry.put(manifest("1"), document(MediaType.MANIFEST, image.manifest()));
        registry.put(blob(layer), (request, wire) -> {
            wire.head(200);
            wire.out().write(layer, 0, 10);
            HostileRegistry.hang();
        });
        assertThat(pull.failure(registry)).contains("stalled: no byte for 300 ms");
        pull.assertStored(List.of(Digest.of(image.manifest()), Digest.of(image.config())));
    }

    @Test
    void aDocumentThatDripsIsGivenUpThoughItNeverStalls() throws Exception {
        pull.hasty();
        registry.put(manifest("1"), (request, wire) -> {
            wire.head(200, "Content-Type: " + MediaType.MANIFEST);
            while (true) {
                wire.raw(" ");
                pauseBetweenDrops();
            }
        });

        assertThat(pull.failure(registry)).contains("took longer than is waited for so small an answer");
    }

    private static void pauseBetweenDrops() throws IOException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void whatEndsAfterTheLastByteIsWholeHoweverItEnds() throws Exception {
        byte[] layer = image.layers().get(0);
        pull.hasty();
        registry.put(blob(layer), (request, wire) -> {
            wire.head(200);
            wire.out().write(layer);
            wire.out().flush();
            HostileRegistry.hang();
        });

        pull.run(registry);

        pull.assertStored(image.digests());
    }

    @Test
    void anImageForAnotherMachineNamesThoseThatThereAre() throws Exception {
        byte[] index = index(
                new Descriptor(MediaType.MANIFEST, Digest.of(new byte[1]), 1).on(Platform.parse("linux/s390x")),
                new Descriptor(MediaType.MANIFEST, Digest.of(new byte[2]), 2).on(Platform.parse("linux/arm/v7")));
        registry.put(manifest("1"), document(MediaType.INDEX, index));

        assertThat(pull.failure(Pull.request(registry).on(Platform.parse("linux/riscv64"))))
                .isEqualTo("no image for linux/riscv64: the index has linux/s390x, linux/arm/v7:"
                        + " choose another tag or platform");
        pull.assertStored(List.of(Digest.of(index)));

        registry.put(manifest("1"), document(MediaType.MANIFEST, image.manifest()));
        assertThat(pull.failure(Pull.request(registry).on(Platform.parse("linux/riscv64"))))
                .contains("no image for linux/riscv64: ")
                .contains(" is for " + Platform.host() + " alone");
        assertThat(pull.store.references().all()).isEmpty();
    }

    @Test
    void anIndexInAnIndexIsFollowedAndAChainOfThemIsNot() throws Exception {
        byte[] inner = index(image.descriptor().on(Platform.host()));
        byte[] outer = index(Descriptor.of(MediaType.INDEX, inner));
        registry.put(manifest(Digest.of(inner)), document(MediaType.INDEX, inner));
        registry.put(manifest("1"), document(MediaType.INDEX, outer));

        PullResult result = pull.run(registry);

        assertThat(result.image().digest()).isEqualTo(Digest.of(outer));
        assertThat(pull.store.collect().blobs()).isZero();

        byte[] link = inner;
        for (int depth = 0; depth < 9; depth++) {
            link = index(Descriptor.of(MediaType.INDEX, link));
            registry.put(manifest(Digest.of(link)), document(MediaType.INDEX, link));
        }
        registry.put(manifest("1"), document(MediaType.INDEX, link));
        assertThat(pull.failure(registry)).contains("leads from index to index, more than 8 times");
    }

    @Test
    void aManifestThatIsNotTheOneInTheIndexIsRefused() throws Exception {
        byte[] index = index(image.descriptor().on(Platform.host()));
        registry.put(manifest("1"), document(MediaType.INDEX, index));
        PublishedImage evil = PublishedImage.of(Platform.host(), 2, SIZE);
        registry.put(manifest(Digest.of(image.manifest())), document(MediaType.MANIFEST, evil.manifest()));

        assertThat(pull.failure(registry)).contains("has the digest " + Digest.of(evil.manifest()) + " and not ");

        pull.assertStored(List.of(Digest.of(index)));
        assertThat(pull.store.references().all()).isEmpty();
    }

    @Test
    void anImageThatClaimsToBeLargerThanTheDiskIsRefusedBeforeItBegins() throws Exception {
        byte[] huge = new String(image.manifest(), UTF_8)
                .replace("\"size\":" + SIZE, "\"size\":" + Long.MAX_VALUE)
                .getBytes(UTF_8);
        registry.put(manifest("1"), document(MediaType.MANIFEST, huge));

        assertThat(pull.failure(registry)).startsWith("the image needs 9223372036854775807 bytes and ");

        assertThat(registry.requests(blob(image.layers().get(0)))).isEmpty();
    }

    @Test
    void whatIsThereUnderItsDigestIsRefusedIfItIsSomethingElse() throws Exception {
        PublishedImage other = PublishedImage.of(Platform.host(), 2, SIZE);
        Digest wanted = Digest.of(other.manifest());
        registry.put(manifest(wanted), document(MediaType.MANIFEST, image.manifest()));
        var named = hangari.image.oci.ImageReference.parse(registry.host() + "/" + PublishedImage.NAME + "@" + wanted);

        assertThat(pull.failure(PullRequest.of(named)))
                .contains("has the digest ")
                .contains("and not " + wanted);

        pull.assertStored(List.of());
    }
}
