package hangari.image.registry;

import static hangari.image.registry.PublishedImage.blob;
import static hangari.image.registry.PublishedImage.content;
import static hangari.image.registry.PublishedImage.document;
import static hangari.image.registry.PublishedImage.index;
import static hangari.image.registry.PublishedImage.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import hangari.image.oci.BlobWriter;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageReference;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.registry.PullEvent.AlreadyThere;
import hangari.image.registry.PullEvent.Done;
import hangari.image.registry.PullEvent.Downloading;
import hangari.image.registry.PullEvent.Found;
import hangari.image.registry.PullEvent.Note;
import hangari.image.registry.PullEvent.Resumed;
import hangari.image.registry.PullEvent.Retrying;
import hangari.image.registry.PullEvent.Verifying;
import hangari.image.registry.PullEvent.Waiting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullerTest {
    private static final int SIZE = 1_000_000;
    private static final int HALF = SIZE / 2;

    @TempDir
    Path directory;

    HostileRegistry registry;
    PublishedImage image;
    Pull pull;

    @BeforeEach
    void anImage() throws IOException {
        registry = new HostileRegistry();
        image = PublishedImage.of(Platform.host(), 1, SIZE, 5000, 0, 700, 80_000);
        image.serve(registry, "1");
        pull = new Pull(directory);
    }

    @AfterEach
    void end() throws IOException {
        registry.close();
    }

    private byte[] layer() {
        return image.layers().get(0);
    }

    private Descriptor descriptor() {
        return Descriptor.of(MediaType.LAYER, layer());
    }

    @Test
    void anImageIsPulledOnceAndItsDigestIsThePublishedOne() throws Exception {
        byte[] index = index(
                image.descriptor().on(Platform.host()),
                new Descriptor(MediaType.MANIFEST, Digest.of(new byte[1]), 1).on(Platform.parse("linux/riscv64")));
        registry.put(manifest("1"), document(MediaType.INDEX, index));

        PullResult result = pull.run(registry);

        assertThat(result.image().digest()).isEqualTo(Digest.of(index));
        assertThat(result.changed()).isTrue();
        assertThat(pull.store.references().find(result.name()).orElseThrow().digest())
                .isEqualTo(Digest.of(index));
        var all = new java.util.ArrayList<>(image.digests());
        all.add(Digest.of(index));
        pull.assertStored(all);
        assertThat(pull.parts()).isEmpty();
        assertThat(registry.requests(manifest("1")).get(0).header("accept"))
                .contains(MediaType.INDEX.value(), MediaType.DOCKER_INDEX.value(), MediaType.DOCKER_MANIFEST.value());

        int asked = registry.requests().size();
        assertThat(pull.run(registry).changed()).isFalse();
        assertThat(registry.requests()).hasSize(asked + 1); // for the tag: it may have moved
        assertThat(pull.run(Pull.request(registry).withoutNetwork()).image().digest())
                .isEqualTo(Digest.of(index));
    }

    @Test
    void whatHappensIsToldInOrder() {
        pull.run(registry);

        assertThat(pull.events.get(0)).isInstanceOf(Found.class);
        assertThat(pull.events.subList(1, 6)).hasOnlyElementsOfType(Waiting.class);
        List<PullEvent> events = pull.events.stream()
                .skip(1)
                .filter(event -> event.toString().contains(descriptor().digest().hex()))
                .toList();
        assertThat(events)
                .startsWith(new Waiting(descriptor()))
                .contains(new Downloading(descriptor(), SIZE))
                .endsWith(new Verifying(descriptor()), new Done(descriptor()));
        pull.events.clear();
        pull.run(registry);
        assertThat(pull.events).contains(new AlreadyThere(descriptor())).hasSize(11);
    }

    @Test
    void aDigestDecidesWhateverTheTag() {
        Digest digest = Digest.of(image.manifest());
        var named = ImageReference.parse(registry.host() + "/" + PublishedImage.NAME + ":7@" + digest);

        PullResult result = pull.run(PullRequest.of(named));

        assertThat(result.name()).isEqualTo(named.at(digest));
        assertThat(pull.store.references().all())
                .containsOnlyKeys(named.at(digest).toString());
    }

    @Test
    void aCutConnectionIsGoneOnWithFromWhereItWasCut() throws Exception {
        AtomicInteger times = new AtomicInteger();
        registry.put(blob(layer()), (request, wire) -> {
            if (times.getAndIncrement() == 0) {
                wire.head(200, "Content-Length: " + SIZE);
                wire.out().write(layer(), 0, HALF);
            } else {
                content(layer()).answer(request, wire);
            }
        });

        pull.run(registry);

        pull.assertStored(image.digests());
        assertThat(registry.requests(blob(layer())))
                .extracting(request -> request.header("range"))
                .containsExactly("", "bytes=" + HALF + "-");
        assertThat(pull.events).hasAtLeastOneElementOfType(Retrying.class);
    }

    /** As a killed process leaves it. */
    private void leavePart(byte[] content, int length) throws IOException {
        BlobWriter writer = pull.store.resume(descriptor());
        writer.write(content, 0, length);
        writer.close();
        assertThat(pull.parts()).hasSize(1);
    }

    @Test
    void aPullThatWasCutResumes() throws Exception {
        leavePart(layer(), HALF);

        pull.run(registry);

        pull.assertStored(image.digests());
        assertThat(pull.parts()).isEmpty();
        assertThat(pull.events).contains(new Resumed(descriptor(), HALF));
        assertThat(registry.requests(blob(layer())))
                .extracting(request -> request.header("range"))
                .containsExactly("bytes=" + HALF + "-");
    }

    @ParameterizedTest
    @CsvSource({"KILL, 137", "TERM, 143"})
    void aPullThatWasKilledIsGoneOnWithByTheNext(String signal, int status) throws Exception {
        registry.put(blob(layer()), (request, wire) -> {
            wire.head(200, "Content-Length: " + SIZE);
            wire.out().write(layer(), 0, HALF);
            wire.out().flush();
            HostileRegistry.hang();
        });
        Process process = pullElsewhere();
        try {
            Path part = pull.store
                    .directory()
                    .resolve(".hangari-part-" + descriptor().digest().hex());
            while (!Files.exists(part) || Files.size(part) < HALF) {
                assertThat(process.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor()).isEqualTo(status);
        } finally {
            process.destroyForcibly();
        }
        registry.put(blob(layer()), content(layer()));

        pull.run(registry);

        pull.assertStored(image.digests());
        assertThat(pull.events).contains(new Resumed(descriptor(), HALF));
        assertThat(pull.parts()).isEmpty();
    }

    private Process pullElsewhere() throws IOException {
        String classPath = System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"))
                .replace('\n', File.pathSeparatorChar);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        PullInAProcess.class.getName(),
                        pull.store.directory().toString(),
                        Pull.request(registry).image().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    @Test
    void aPartThatIsWholeNeedsNoRequest() throws Exception {
        leavePart(layer(), SIZE);

        pull.run(registry);

        pull.assertStored(image.digests());
        assertThat(registry.requests(blob(layer()))).isEmpty();
    }

    @Test
    void aPartThatWasSomethingElseIsThrownAway() throws Exception {
        leavePart(new byte[SIZE], HALF);
        pull.run(registry);
        pull.assertStored(image.digests());
        assertThat(registry.requests(blob(layer()))).hasSize(2);

        Pull again = new Pull(directory.resolve("again"));
        Path part = again.store
                .directory()
                .resolve(".hangari-part-" + descriptor().digest().hex());
        Files.write(part, new byte[SIZE + 1]);
        again.run(registry);
        again.assertStored(image.digests());

        Pull linked = new Pull(directory.resolve("linked"));
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        Files.createSymbolicLink(linked.store.directory().resolve(part.getFileName()), secret);
        assertThat(linked.failure(registry))
                .startsWith("cannot write blob " + descriptor().digest());
        assertThat(secret).hasContent("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 0-999999/1000000",
                "bytes 499999-999998/1000000",
                "bytes 500000-999999/2000000",
                "bytes 500000-600000/1000000",
                "bytes 9-5/1",
                "potatoes",
                ""
            })
    void aRegistryThatLiesAboutTheRangeIsAskedForTheWhole(String lie) throws Exception {
        leavePart(layer(), HALF);
        registry.put(blob(layer()), (request, wire) -> {
            if (request.from() == 0) {
                wire.reply(200, layer());
            } else {
                wire.reply(206, Arrays.copyOfRange(layer(), HALF, SIZE), "Content-Range: " + lie);
            }
        });

        pull.run(registry);

        pull.assertStored(image.digests());
        assertThat(registry.requests(blob(layer()))).hasSize(2);
    }

    @Test
    void aRegistryThatSendsOtherBytesThanTheRangeItNamesIsFoundOutByTheDigest() throws Exception {
        leavePart(layer(), HALF);
        registry.put(blob(layer()), (request, wire) -> {
            if (request.from() == 0) {
                wire.reply(200, layer());
            } else {
                wire.reply(206, new byte[HALF], "Content-Range: bytes " + HALF + "-" + (SIZE - 1) + "/" + SIZE);
            }
        });

        pull.run(registry);

        pull.assertStored(image.digests());
    }

    @Test
    void aRegistryThatIgnoresTheRangeBeginsAnew() throws Exception {
        leavePart(layer(), HALF);
        registry.put(blob(layer()), (request, wire) -> wire.reply(200, layer()));

        pull.run(registry);

        pull.assertStored(image.digests());
        assertThat(registry.requests(blob(layer()))).hasSize(1);
    }

    @Test
    void aPartIsNotCollectedWhileItIsWrittenAndIsWhenItIsAbandoned() throws Exception {
        try (BlobWriter writer = pull.store.resume(descriptor())) {
            writer.write(layer(), 0, HALF);
            assertThatThrownBy(pull.store::collect)
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("is in use");
            try (BlobWriter second = pull.store.resume(descriptor())) {
                assertThat(second.written()).isZero(); // it has a file of its own
                second.write(layer(), 0, 10);
            }
            writer.write(layer(), HALF, 10);
        }
        assertThat(pull.parts()).hasSize(1);
        assertThat(Files.size(pull.parts().get(0))).isEqualTo(HALF + 10L);

        pull.store.collect();

        assertThat(pull.parts()).isEmpty();
    }

    @Test
    void aBusyRegistryIsAskedAgainWhenItWantsToBe() throws Exception {
        AtomicInteger times = new AtomicInteger();
        registry.put(manifest("1"), (request, wire) -> {
            switch (times.getAndIncrement()) {
                case 0 -> wire.reply(429, "Retry-After: 7");
                case 1 -> wire.reply(503, "Retry-After: Thu, 01 Jan 2015 00:00:00 GMT");
                case 2 -> wire.reply(500);
                default -> document(MediaType.MANIFEST, image.manifest()).answer(request, wire);
            }
        });

        pull.run(registry);

        assertThat(pull.pauses).containsExactly(Duration.ofSeconds(7), Duration.ZERO, Duration.ofMillis(4));
    }

    @Test
    void theFirstFailureEndsTheOthersAndKeepsWhatTheyHave() throws Exception {
        registry.put(blob(layer()), (request, wire) -> {
            wire.head(200, "Content-Length: " + SIZE);
            wire.out().write(layer(), 0, HALF);
            wire.out().flush();
            HostileRegistry.hang();
        });
        registry.put(blob(image.layers().get(1)), (request, wire) -> {
            while (pull.events.stream().noneMatch(event -> event instanceof Downloading d && d.bytes() >= 256 * 1024)) {
                Thread.onSpinWait();
            }
            wire.reply(404);
        });

        assertThat(pull.failure(registry))
                .contains("does not have the blob " + Digest.of(image.layers().get(1)));

        Path part = pull.store
                .directory()
                .resolve(".hangari-part-" + descriptor().digest().hex());
        assertThat(Files.size(part)).isBetween(256 * 1024L, (long) HALF);
        assertThat(pull.store.references().all()).isEmpty();
        pull.store.collect();
    }

    @Test
    void offlineSaysWhatIsMissing() throws Exception {
        PullRequest offline = Pull.request(registry).withoutNetwork();
        String name = registry.host() + "/" + PublishedImage.NAME + ":1";
        assertThat(pull.failure(offline))
                .isEqualTo(name + " is not here: no image of that name is in " + pull.store.directory()
                        + ": pull it without --offline, or load it from a file");
        assertThat(registry.requests()).isEmpty();

        pull.run(registry);
        int asked = registry.requests().size();
        Files.delete(pull.store.path(descriptor().digest()));
        assertThat(pull.failure(offline))
                .contains(" is not here: 1 of its 6 blobs are missing ("
                        + descriptor().digest().abbreviated() + "): ");
        Files.delete(pull.store.path(Digest.of(image.manifest())));
        assertThat(pull.failure(offline)).contains(" is not here: its manifest for " + Platform.host() + " is missing");
        assertThat(registry.requests()).hasSize(asked);
    }

    @Test
    void aMirrorIsAskedForDockerHubAndTheOriginIfItFails() throws Exception {
        PublishedImage official = image;
        String base = "/v2/library/base/";
        registry.put(base + "manifests/1", document(MediaType.MANIFEST, official.manifest()));
        registry.put(base + "blobs/" + Digest.of(official.config()), content(official.config()));
        official.layers().forEach(one -> registry.put(base + "blobs/" + Digest.of(one), content(one)));
        try (var broken = new HostileRegistry()) {
            pull.with(old -> new RegistrySettings(
                    List.of(Endpoint.parse("http://" + broken.host()), Endpoint.parse("http://" + registry.host())),
                    List.of(),
                    old.dockerConfig(),
                    old.limits()));

            PullResult result = pull.run(PullRequest.of(ImageReference.parse("base:1")));

            assertThat(result.name()).hasToString("docker.io/library/base:1");
            pull.assertStored(official.digests());
            assertThat(pull.events).first().isInstanceOfSatisfying(Note.class, note -> assertThat(note.line())
                    .isEqualTo("mirror http://" + broken.host() + " failed: " + broken.host()
                            + " does not have the image library/base:1: check the name and the tag;"
                            + " asking registry-1.docker.io"));
        }
    }

    @Test
    void aRegistryThatIsNotThereIsSaid() throws Exception {
        String host;
        try (var gone = new HostileRegistry()) {
            host = gone.host();
        }
        assertThat(pull.failure(PullRequest.of(ImageReference.parse(host + "/base"))))
                .isEqualTo(host + " refuses the connection: check the port, and whether a registry runs there");
        assertThat(pull.failure(PullRequest.of(ImageReference.parse("localhost:99999/base"))))
                .contains("bad address of a registry http://localhost:99999");
    }

    @Test
    void aNameThatNobodyKnowsIsSaid() {
        var unknown = new java.net.ConnectException();
        unknown.initCause(new java.nio.channels.UnresolvedAddressException());
        assertThat(Failures.of("no.such.host", unknown, Pull.CALM))
                .hasMessage("no.such.host is not known here: check the name and the network");
    }
}
