package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.files.ContainerCopy;
import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Attach;
import hangari.image.oci.Descriptor;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import hangari.image.store.ImageStore;
import hangari.image.tar.LayerWriter;
import hangari.image.tar.WrittenLayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers of an image in the store. */
@Timeout(60)
class ImageContainersTest {
    @TempDir
    Path folder;

    private Yard yard;
    private ImageStore images;
    private Containers containers;

    @BeforeEach
    void anImage() throws Exception {
        yard = new Yard(folder);
        images = ImageStore.in(yard.state.resolve("images"), yard.state.resolve("layers"));
        Files.createDirectory(yard.root.resolve("data"));
        Files.writeString(yard.root.resolve("data/of-the-image"), "jar");
        WrittenLayer layer = LayerWriter.into(images.blobs()).write(yard.root);
        image("jar", layer, Settings.NONE);
        Settings wantsAVolume = new Settings(
                "", Map.of(), List.of(), List.of(), List.of(), Map.of("/data", Map.of()), "", Map.of(), "", Map.of());
        image("keeps-data", layer, wantsAVolume);
        containers = yard.open();
    }

    private void image(String name, WrittenLayer layer, Settings settings) {
        ImageConfig config = ImageConfig.of(
                Platform.host(),
                settings.withCmd(List.of("sh", "-c", "echo of the image; cat /etc/hostname; exit 5")),
                List.of(layer.diffId()));
        Descriptor stored = images.blobs().put(MediaType.CONFIG, config.bytes());
        Descriptor manifest = images.blobs()
                .put(
                        MediaType.MANIFEST,
                        Manifest.of(stored, List.of(layer.blob())).bytes());
        images.references().tag(ImageReference.parse(name), manifest.on(Platform.host()));
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (containers != null) {
            containers.list(true).rows().forEach(row -> containers.remove(row.id(), true));
            containers.close();
            assertThat(yard.remains()).isEmpty();
        }
    }

    private String created(ContainerDraft draft) {
        return yard.created(containers, draft.network("none").hostname("pot"));
    }

    private Yard.Heard heard(ContainerDraft draft) {
        return Yard.hear(containers.attach(new Attach(created(draft), false, false, true)));
    }

    @Test
    void itRunsWhatItsImageSays() {
        assertThat(heard(ContainerDraft.of("jar"))).isEqualTo(new Yard.Heard("of the image\npot\n", "", "5"));
    }

    @Test
    void itsImageMayLoseItsNameAndEvenBeCollectedNotItsLayers() {
        String id = created(ContainerDraft.of("jar"));
        images.references().untag(ImageReference.parse("jar"));
        images.collect();
        containers.close();
        containers = yard.open();

        assertThat(Yard.hear(containers.attach(new Attach(id, false, false, true)))
                        .exit())
                .isEqualTo("5");
        containers.remove(id, false);
        images.references().untag(ImageReference.parse("keeps-data"));
        assertThat(images.collect().layers()).hasSize(1);
    }

    @Test
    void anImageThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> created(ContainerDraft.of("no-such")))
                .isInstanceOfSatisfying(
                        LifeException.class, e -> assertThat(e.kind()).isEqualTo(LifeException.Kind.NOT_FOUND));
        assertThat(containers.list(true).rows()).isEmpty();
    }

    @Test
    void aVolumeWithANameOutlivesItsContainersAndBeginsWithWhatTheImageHas() {
        ContainerDraft writer = ContainerDraft.of("jar").volume("store:/data");
        assertThat(heard(writer.command("sh", "-c", "cat /data/of-the-image; echo more > /data/more"))
                        .out())
                .isEqualTo("jar");

        assertThat(heard(ContainerDraft.of("jar").volume("store:/mnt").command("cat", "/mnt/more"))
                        .out())
                .isEqualTo("more\n");
    }

    @Test
    void nothingIsCopiedUnderAVolumeThatItsImageWants() throws Exception {
        String id = created(ContainerDraft.of("keeps-data"));
        Path page = Files.writeString(folder.resolve("page"), "<h1>");
        var copy = new ContainerCopy(() -> containers.inspect(id), ContainerCopy.Options.NONE, bytes -> {});

        assertThat(containers.inspect(id).volumes()).containsExactly("/data");
        assertThatThrownBy(() -> copy.in(page.toString(), "/data/page")).hasMessageContaining("start it first");
    }

    @Test
    void namesAreFoundAsWasAsked() {
        ContainerDraft asked = ContainerDraft.of("jar")
                .network("none")
                .addHost("db:10.0.0.5")
                .dns("10.0.0.53")
                .dnsSearch("example.com");

        String out =
                heard(asked.command("cat", "/etc/hosts", "/etc/resolv.conf")).out();

        assertThat(out)
                .contains("10.0.0.5\tdb\n")
                .contains("nameserver 10.0.0.53\n")
                .contains("search example.com\n");
    }
}
