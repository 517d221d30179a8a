package hangari.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageReference;
import hangari.image.oci.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Pulls in a test: no pause is slept, every event is kept. */
final class Pull {
    private static final Duration LONG = Duration.ofMinutes(1);
    /** Waits for what comes, however slow the machine is. */
    static final Limits CALM = new Limits(LONG, LONG, LONG, LONG, 4, Duration.ofMillis(1), Duration.ofSeconds(60));
    /** Soon gives up on what never comes. */
    static final Limits HASTY = new Limits(
            LONG,
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(600),
            2,
            Duration.ofMillis(1),
            LONG);

    final Path directory;
    final BlobStore store;
    final List<PullEvent> events = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    RegistrySettings settings;

    Pull(Path directory) {
        this.directory = directory;
        this.store = BlobStore.in(directory.resolve("images"));
        this.settings = new RegistrySettings(List.of(), List.of(), directory.resolve("config.json"), CALM);
    }

    Pull with(UnaryOperator<RegistrySettings> change) {
        settings = change.apply(settings);
        return this;
    }

    Pull hasty() {
        return with(old -> new RegistrySettings(old.mirrors(), old.insecure(), old.dockerConfig(), HASTY));
    }

    PullResult run(PullRequest request) {
        return new Puller(store, settings, pauses::add).pull(request, events::add);
    }

    PullResult run(HostileRegistry registry) {
        return run(request(registry));
    }

    static PullRequest request(HostileRegistry registry) {
        return PullRequest.of(ImageReference.parse(registry.host() + "/" + PublishedImage.NAME + ":1"));
    }

    /** What a pull that must fail says: one line, with nothing in it that a terminal obeys. */
    String failure(PullRequest request) {
        var said = new ArrayList<String>();
        assertThatThrownBy(() -> run(request))
                .isInstanceOf(ImageException.class)
                .satisfies(failure -> said.add(String.valueOf(failure.getMessage())));
        assertThat(said.get(0))
                .hasLineCount(1)
                .doesNotContainPattern("\\p{Cntrl}")
                .hasSizeLessThan(800);
        return said.get(0);
    }

    String failure(HostileRegistry registry) {
        return failure(request(registry));
    }

    /** The store lists these blobs, each as it should be, and no others. */
    void assertStored(List<Digest> digests) throws IOException {
        assertThat(store.blobs())
                .containsExactlyElementsOf(digests.stream()
                        .distinct()
                        .sorted(Comparator.comparing(Digest::hex))
                        .toList());
        for (Digest digest : digests) {
            long size = Files.size(store.path(digest));
            store.read(new Descriptor(MediaType.LAYER, digest, size), Integer.MAX_VALUE);
        }
    }

    /** What is left of blobs that are not whole. */
    List<Path> parts() throws IOException {
        try (var files = Files.list(store.directory())) {
            return files.filter(file -> file.getFileName().toString().startsWith(".hangari-"))
                    .toList();
        }
    }
}
