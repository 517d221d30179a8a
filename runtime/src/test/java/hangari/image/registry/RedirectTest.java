package hangari.image.registry;

import static hangari.image.registry.PublishedImage.blob;
import static hangari.image.registry.PublishedImage.content;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.oci.Digest;
import hangari.image.oci.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries that send us elsewhere. */
class RedirectTest {
    @TempDir
    Path directory;

    HostileRegistry registry;
    PublishedImage image;
    Pull pull;

    @BeforeEach
    void anImage() throws IOException {
        registry = new HostileRegistry();
        image = PublishedImage.of(Platform.host(), 1, 1000);
        image.serve(registry, "1");
        pull = new Pull(directory);
    }

    @AfterEach
    void end() throws IOException {
        registry.close();
    }

    private void redirect(String path, String location) {
        registry.put(path, (request, wire) -> wire.reply(302, "Location: " + location));
    }

    @Test
    void fiveAreFollowedAndTheRangeGoesWithThem() throws Exception {
        byte[] layer = image.layers().get(0);
        redirect(blob(layer), "/1");
        for (int hop = 1; hop < 5; hop++) {
            redirect("/" + hop, (hop % 2 == 0 ? "" : "/") + (hop + 1));
        }
        registry.put("/5", content(layer));
        try (var writer =
                pull.store.resume(hangari.image.oci.Descriptor.of(hangari.image.oci.MediaType.LAYER, layer))) {
            writer.write(layer, 0, 400);
        }

        pull.run(registry);

        pull.assertStored(image.digests());
        assertThat(registry.requests("/5").get(0).header("range")).isEqualTo("bytes=400-");
    }

    @Test
    void moreAreNot() throws Exception {
        String path = blob(image.layers().get(0));
        redirect(path, "/1");
        for (int hop = 1; hop < 9; hop++) {
            redirect("/" + hop, "/" + (hop + 1));
        }
        assertThat(pull.failure(registry)).contains("redirects the blob ").contains(" more than 5 times");
        assertThat(registry.requests("/6")).isEmpty();
        assertStoredWithoutTheLayer();
    }

    @Test
    void aCircleIsNotRunThroughTwice() throws Exception {
        String path = blob(image.layers().get(0));
        redirect(path, "/a");
        redirect("/a", path);
        assertThat(pull.failure(registry)).contains(" in a circle");
        assertThat(registry.requests(path)).hasSize(1);
        assertStoredWithoutTheLayer();
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc/passwd, it is no address of http or https",
        "ftp://127.0.0.1/x, it is no address of http or https",
        "http:///x, it is no address of http or https",
        "http://me:secret@127.0.0.1/x, it is no address of http or https",
        "http://127.0.0.1:0/x, it is no address of http or https",
        "http://registry.example/x, plain http is for this machine and for insecure-registries",
        "http://127.0.0.1.example/x, plain http is for this machine and for insecure-registries",
        "http://a b/, it is no address",
        "'', it is no address of http or https",
    })
    void aStrangePlaceIsNotGoneTo(String location, String why) throws Exception {
        redirect(blob(image.layers().get(0)), location);
        assertThat(pull.failure(registry)).endsWith("\", which is not followed: " + why);
        assertStoredWithoutTheLayer();
    }

    @Test
    void aRedirectWithoutAPlaceIsSaid() throws Exception {
        registry.put(blob(image.layers().get(0)), (request, wire) -> wire.reply(307));
        assertThat(pull.failure(registry)).contains("to \"\", which is not followed");
    }

    private void assertStoredWithoutTheLayer() throws IOException {
        pull.assertStored(List.of(Digest.of(image.manifest()), Digest.of(image.config())));
        assertThat(pull.store.references().all()).isEmpty();
    }
}
