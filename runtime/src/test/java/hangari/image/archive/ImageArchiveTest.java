package hangari.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import hangari.image.archive.ImageSaver.Chosen;
import hangari.image.build.SettingChanges;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Catalogue;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Index;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import hangari.image.oci.TinyImage;
import hangari.image.tar.TestTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
    @TempDir
    Path directory;

    BlobStore store;
    BlobStore other;

    @BeforeEach
    void twoStoresOneWithAnImage() throws Exception {
        store = BlobStore.in(directory.resolve("store"));
        other = BlobStore.in(directory.resolve("other"));
        tag("base:1", TinyImage.in(store, Platform.host(), "one"));
    }

    private void tag(String name, TinyImage image) {
        store.references().tag(ImageReference.parse(name), image.manifest());
    }

    private byte[] saved(String... names) {
        var out = new ByteArrayOutputStream();
        var catalogue = new Catalogue(store);
        List<Chosen> chosen = List.of(names).stream()
                .map(name -> Chosen.of(catalogue.find(name), name))
                .toList();
        new ImageSaver(store).save(chosen, out);
        return out.toByteArray();
    }

    private List<ImageLoader.Loaded> load(byte[] archive) {
        return new ImageLoader(other).load("pipe", new ByteArrayInputStream(archive));
    }

    @Test
    void whatWasSavedIsLoadedWithItsNameAndEveryBlob() {
        List<ImageLoader.Loaded> loaded = load(saved("base:1"));

        assertThat(loaded).hasSize(1);
        assertThat(loaded.get(0).names()).containsExactly(ImageReference.parse("base:1"));
        assertThat(other.blobs()).isEqualTo(store.blobs());
        assertThat(new Catalogue(other).find("base:1").id())
                .isEqualTo(new Catalogue(store).find("base:1").id());
    }

    @Test
    void theSameImagesAlwaysGiveTheSameBytes() {
        assertThat(saved("base:1")).isEqualTo(saved("base:1"));
    }

    @Test
    void twoNamesOfOneImageAreOneImageInTheArchive() throws Exception {
        tag("again:2", TinyImage.in(store, Platform.host(), "one"));
        tag("third", TinyImage.in(store, Platform.host(), "three"));

        List<ImageLoader.Loaded> loaded = load(saved("base:1", "again:2", "third"));

        assertThat(new Catalogue(other).list().images()).hasSize(2);
        assertThat(loaded.stream().flatMap(image -> image.names().stream()).map(ImageReference::familiar))
                .containsExactlyInAnyOrder("base:1", "again:2", "third:latest");
    }

    @Test
    void anImageThatWasAskedForByItsIdComesWithoutAName() {
        String id = new Catalogue(store).find("base:1").id().abbreviated();

        List<ImageLoader.Loaded> loaded = load(saved(id));

        assertThat(loaded.get(0).names()).isEmpty();
        other.collect();
        assertThat(new Catalogue(other).find(id).names()).isEmpty();
    }

    @Test
    void ofAnImageForSeveralMachinesThatForThisOneIsSaved() throws Exception {
        TinyImage foreign = TinyImage.in(store, Platform.linux("riscv64"), "foreign");
        TinyImage ours = TinyImage.in(store, Platform.host(), "ours");
        Index index = Index.of(List.of(foreign.manifest(), ours.manifest()));
        store.references().tag(ImageReference.parse("multi"), store.put(MediaType.INDEX, index.bytes()));

        load(saved("multi"));

        assertThat(new Catalogue(other).find("multi").id())
                .isEqualTo(ours.config().digest());
        assertThat(other.blobs()).hasSize(3);
    }

    @Test
    void aPackIsOneSmallFileThatIsLoadedLikeAnyArchive() throws Exception {
        tag("third", TinyImage.in(store, Platform.host(), "three"));
        Path file = directory.resolve("class.pack");
        var catalogue = new Catalogue(store);
        try (var out = Files.newOutputStream(file)) {
            new ImageSaver(store)
                    .pack(List.of(Chosen.of(catalogue.find("base:1")), Chosen.of(catalogue.find("third"))), out);
        }

        new ImageLoader(other).load(file);

        assertThat(other.blobs()).isEqualTo(store.blobs());
        assertThat(Files.size(file)).isLessThan(saved("base:1", "third").length);
    }

    @Test
    void anArchiveMayBePackedByGzip() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(saved("base:1"));
        }

        assertThat(load(packed.toByteArray())).hasSize(1);
    }

    @Test
    void aFileThatIsNotPackedIsReadWhereItIs() throws Exception {
        Path file = directory.resolve("saved.tar");
        Files.write(file, saved("base:1"));

        assertThat(new ImageLoader(other).load(file)).hasSize(1);
        assertThat(other.directory().toFile().list()).noneMatch(name -> name.startsWith(".hangari-"));
    }

    @Test
    void aDamagedBlobIsNotSaved() throws Exception {
        Path layer = store.path(
                new Catalogue(store).find("base:1").manifest().layers().get(0).digest());
        byte[] content = Files.readAllBytes(layer);
        content[content.length - 1] ^= 1;
        Files.write(layer, content);

        assertThatThrownBy(() -> saved("base:1"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aRootIsImportedAsItIsWithWhatWasAskedFor() throws Exception {
        byte[] tar = new TestTar().directory("./").file("./etc/motd", "hi").bytes();
        var how = new RootImporter.How(
                Platform.parse("linux/arm64"),
                SettingChanges.apply(
                        Settings.NONE,
                        List.of("cmd [\"sh\", \"-l\"]", "ENV A=1 B=\"two words\"", "EXPOSE 80 53/udp", "WORKDIR /srv")),
                "by hand",
                Instant.EPOCH);

        var image = new RootImporter(store).importRoot("root", new ByteArrayInputStream(tar), how);

        var found = new Catalogue(store, Platform.linux("arm64"))
                .find(image.digest().toString());
        assertThat(found.config().rootfs().diffIds()).containsExactly(Digest.of(tar));
        assertThat(found.config().settings().cmd()).containsExactly("sh", "-l");
        assertThat(found.config().settings().env()).containsExactly("A=1", "B=two words");
        assertThat(found.config().settings().exposedPorts()).containsOnlyKeys("80/tcp", "53/udp");
        assertThat(found.config().settings().workingDir()).isEqualTo("/srv");
        assertThat(found.config().history().get(0).comment()).isEqualTo("by hand");
    }

    @Test
    void aRootThatWasCutOffIsNotImported() throws Exception {
        byte[] tar = new TestTar().file("motd", "hi").bytes();
        var how = new RootImporter.How(Platform.host(), Settings.NONE, "", Instant.EPOCH);
        var before = store.blobs();

        for (int cut = 0; cut <= tar.length - 1024; cut += 512) {
            var part = new ByteArrayInputStream(tar, 0, cut);
            assertThatThrownBy(() -> new RootImporter(store).importRoot("root", part, how))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("cut off");
        }

        assertThat(store.blobs()).isEqualTo(before);
    }
}
