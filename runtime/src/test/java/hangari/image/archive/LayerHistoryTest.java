package hangari.image.archive;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.oci.BlobStore;
import hangari.image.oci.Catalogue;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import hangari.image.tar.TestTar;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerHistoryTest {
    @TempDir
    Path directory;

    private List<String> last(TestTar... layers) {
        BlobStore store = BlobStore.in(directory);
        List<byte[]> tars = Stream.of(layers).map(TestTar::bytes).toList();
        List<Descriptor> blobs =
                tars.stream().map(tar -> store.put(MediaType.LAYER, tar)).toList();
        List<Digest> diffIds = tars.stream().map(Digest::of).toList();
        Descriptor config = store.put(
                MediaType.CONFIG,
                ImageConfig.of(Platform.host(), Settings.NONE, diffIds).bytes());
        store.references()
                .tag(
                        ImageReference.parse("x"),
                        store.put(MediaType.MANIFEST, Manifest.of(config, blobs).bytes()));
        List<LayerHistory.Step> steps = new LayerHistory(store).of(new Catalogue(store).find("x"));
        return steps.get(steps.size() - 1).changes().toString().lines().toList();
    }

    private static TestTar base() {
        return new TestTar()
                .directory("./")
                .directory("etc/")
                .file("etc/motd", "old")
                .file("etc/hosts", "h")
                .directory("etc/apt")
                .file("etc/apt/list", "l");
    }

    @Test
    void everythingInTheLowestLayerIsAdded() {
        assertThat(last(base()))
                .containsExactly(
                        "A /etc", "A /etc/apt", "A /etc/apt/list (1 B)", "A /etc/hosts (1 B)", "A /etc/motd (3 B)");
    }

    @Test
    void aFileThatWasThereIsCopiedUp() {
        assertThat(last(base(), new TestTar().directory("etc").file("etc/motd", "newer")))
                .containsExactly("C /etc", "C /etc/motd (5 B)");
    }

    @Test
    void aWhiteoutDeletesAndCountsOnceForADirectory() {
        assertThat(last(base(), new TestTar().file("etc/.wh.apt", ""))).containsExactly("D /etc/apt");
    }

    @Test
    void anOpaqueDirectoryHidesWhatWasInIt() {
        assertThat(last(
                        base(),
                        new TestTar().directory("etc").file("etc/new", "n").file("etc/.wh..wh..opq", "")))
                .containsExactly("C /etc", "D /etc/apt", "D /etc/hosts", "D /etc/motd", "A /etc/new (1 B)");
    }

    @Test
    void whatWasDeletedAndComesBackIsAnAddition() {
        assertThat(last(base(), new TestTar().file("etc/.wh.motd", ""), new TestTar().file("etc/motd", "back")))
                .containsExactly("A /etc/motd (4 B)");
    }

    @Test
    void aFileInADirectorysPlaceHidesWhatItHeld() {
        assertThat(last(
                        base(),
                        new TestTar().file("etc/apt", "f"),
                        new TestTar().directory("etc/apt").file("etc/apt/list", "")))
                .containsExactly("C /etc/apt", "A /etc/apt/list");
    }
}
