package hangari.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.Index;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import hangari.image.tar.TestTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Archives that lie, loop, lead away or explode: each is refused in one line, and the store is as before. */
class HostileArchiveTest {
    private static final byte[] LAYER = new TestTar().file("motd", "hi").bytes();
    private static final long LIMIT = 4 << 20;

    @TempDir
    Path directory;

    private static byte[] config(Digest... diffIds) {
        return ImageConfig.of(Platform.host(), Settings.NONE, List.of(diffIds)).bytes();
    }

    private static TestTar docker(String configName, String layerName) {
        return new TestTar()
                .file(
                        "manifest.json",
                        "[{\"Config\":\"" + configName + "\",\"RepoTags\":[\"a:1\"],\"Layers\":[\"" + layerName
                                + "\"]}]");
    }

    private static TestTar honest() {
        return docker("c.json", "l/layer.tar").file("c.json", config(Digest.of(LAYER)));
    }

    @TestFactory
    List<DynamicTest> isRefusedAndTheStoreIsAsBefore() {
        return cases().entrySet().stream()
                .map(hostile -> DynamicTest.dynamicTest(
                        hostile.getKey(), () -> isRefused(hostile.getKey(), hostile.getValue())))
                .toList();
    }

    private void isRefused(String name, byte[] archive) throws Exception {
        Path place = Files.createTempDirectory(directory, "case");
        Path file = Files.write(place.resolve("archive"), archive);
        BlobStore store = BlobStore.in(place.resolve("store"));
        var loader = new ImageLoader(store, LIMIT);

        assertThatThrownBy(() -> loader.load(file))
                .isInstanceOf(ImageException.class)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n", "\u001b"));
        assertThatThrownBy(() -> loader.load("pipe", new ByteArrayInputStream(archive)))
                .isInstanceOf(ImageException.class);

        assertThat(store.blobs()).isEmpty();
        assertThat(store.references().entries()).isEmpty();
        assertThat(store.directory().toFile().list()).noneMatch(left -> left.startsWith(".hangari-"));
        assertThat(place.toFile().list()).containsExactlyInAnyOrder("archive", "store");
    }

    private static Map<String, byte[]> cases() {
        Map<String, byte[]> cases = new LinkedHashMap<>();
        names(cases);
        links(cases);
        lies(cases);
        layout(cases);
        forms(cases);
        bombs(cases);
        return cases;
    }

    private static void names(Map<String, byte[]> cases) {
        cases.put(
                "a config outside of the archive",
                docker("../../etc/passwd", "l").file("l", LAYER).bytes());
        cases.put(
                "an absolute config",
                docker("/etc/passwd", "l").file("l", LAYER).bytes());
        cases.put(
                "a layer outside",
                docker("c.json", "/dev/zero")
                        .file("c.json", config(Digest.of(LAYER)))
                        .bytes());
        cases.put(
                "a manifest twice",
                honest().file("l/layer.tar", LAYER).file("manifest.json", "[]").bytes());
        cases.put(
                "a manifest twice, once with ./",
                honest().file("l/layer.tar", LAYER)
                        .file("./manifest.json", "[]")
                        .bytes());
        cases.put(
                "a layer twice",
                honest().file("l/layer.tar", LAYER).file("l/layer.tar", LAYER).bytes());
        cases.put(
                "a file and a link of one name",
                honest().file("l/layer.tar", LAYER).symlink("l/layer.tar", "x").bytes());
        cases.put(
                "a bad tag",
                new TestTar()
                        .file("manifest.json", "[{\"Config\":\"c\",\"RepoTags\":[\"A B\\u001b[31m\"],\"Layers\":[]}]")
                        .file("c", config())
                        .bytes());
        cases.put(
                "a null name",
                new TestTar()
                        .file("manifest.json", "[{\"Config\":null,\"Layers\":[]}]")
                        .bytes());
    }

    private static void links(Map<String, byte[]> cases) {
        cases.put(
                "a symlink to a file of the host",
                honest().symlink("l/layer.tar", "/etc/passwd").bytes());
        cases.put(
                "a symlink that leads out",
                honest().symlink("l/layer.tar", "../../../etc/passwd").bytes());
        cases.put(
                "a hard link that leads out",
                honest().link("l/layer.tar", "../etc/passwd").bytes());
        cases.put(
                "a symlink to itself",
                honest().symlink("l/layer.tar", "layer.tar").bytes());
        cases.put(
                "two symlinks in a ring",
                honest().symlink("l/layer.tar", "b").symlink("l/b", "layer.tar").bytes());
        TestTar chain = honest();
        for (int i = 0; i < 100; i++) {
            chain.symlink(i == 0 ? "l/layer.tar" : "l/" + i, String.valueOf(i + 1));
        }
        cases.put("a chain of a hundred links", chain.file("l/100", LAYER).bytes());
        cases.put(
                "a device for a layer",
                honest().member("l/layer.tar", '3', "", new byte[0]).bytes());
        cases.put("a directory for a layer", honest().directory("l/layer.tar").bytes());
        cases.put(
                "a fifo for the manifest",
                new TestTar().member("manifest.json", '6', "", new byte[0]).bytes());
    }

    private static void lies(Map<String, byte[]> cases) {
        cases.put(
                "another layer than the config names",
                honest().file("l/layer.tar", "other").bytes());
        cases.put(
                "a config that is not what its name says",
                docker("0".repeat(64) + ".json", "l")
                        .file("0".repeat(64) + ".json", config(Digest.of(LAYER)))
                        .file("l", LAYER)
                        .bytes());
        cases.put(
                "fewer layers than the config names",
                docker("c.json", "l")
                        .file("c.json", config(Digest.of(LAYER), Digest.of(LAYER)))
                        .file("l", LAYER)
                        .bytes());
        cases.put("a layer that is missing", honest().bytes());
        cases.put("no image at all", new TestTar().file("manifest.json", "[]").bytes());
        cases.put(
                "null for a manifest",
                new TestTar().file("manifest.json", "null").bytes());
        cases.put(
                "an object for a manifest",
                new TestTar().file("manifest.json", "{}").bytes());
        cases.put(
                "a manifest nested too deep",
                new TestTar().file("manifest.json", "[".repeat(100_000)).bytes());
        cases.put(
                "a huge manifest",
                new TestTar().file("manifest.json", new byte[5 << 20]).bytes());
        cases.put(
                "a config of no config",
                docker("c.json", "l").file("c.json", "[]").file("l", LAYER).bytes());
        cases.put(
                "the files of a root", new TestTar().file("etc/passwd", "root").bytes());
    }

    private static void layout(Map<String, byte[]> cases) {
        cases.put(
                "a layout without its image",
                layout(Descriptor.of(MediaType.MANIFEST, LAYER)).bytes());
        cases.put(
                "a blob with the content of another",
                layout(Descriptor.of(MediaType.MANIFEST, LAYER))
                        .file("blobs/sha256/" + Digest.of(LAYER).hex(), "other")
                        .bytes());
        cases.put(
                "a layer in a layout that is forged",
                image(
                                LAYER,
                                "other"
                                        .repeat(LAYER.length / 5 + 1)
                                        .substring(0, LAYER.length)
                                        .getBytes(StandardCharsets.UTF_8))
                        .bytes());
        cases.put(
                "a layer in a layout that is short",
                image(LAYER, Arrays.copyOf(LAYER, 700)).bytes());
        cases.put(
                "an artifact of an unknown kind",
                layout(Descriptor.of(new MediaType("text/plain"), LAYER)).bytes());
        cases.put(
                "an index that is both",
                new TestTar()
                        .file("oci-layout", "{}")
                        .file("index.json", "{\"schemaVersion\":2,\"manifests\":[],\"layers\":[]}")
                        .bytes());
        cases.put(
                "an index of another schema",
                new TestTar()
                        .file("oci-layout", "{}")
                        .file("index.json", "{\"schemaVersion\":1,\"manifests\":[]}")
                        .bytes());
        cases.put("an index of nothing", layout().bytes());
        cases.put(
                "a name for a terminal",
                layout(Descriptor.of(MediaType.MANIFEST, LAYER).annotated("io.containerd.image.name", "a\u001b[2J"))
                        .bytes());
        cases.put(
                "a digest that leads out",
                new TestTar()
                        .file("oci-layout", "{}")
                        .file(
                                "index.json",
                                "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"" + MediaType.MANIFEST
                                        + "\",\"digest\":\"sha256:../../../etc/passwd\",\"size\":1}]}")
                        .bytes());
        TestTar deep = new TestTar().file("oci-layout", "{}");
        byte[] index = Index.of(List.of()).bytes();
        for (int i = 0; i < 20; i++) {
            deep.file("blobs/sha256/" + Digest.of(index).hex(), index);
            index = Index.of(List.of(Descriptor.of(MediaType.INDEX, index))).bytes();
        }
        cases.put(
                "an index of an index of an index",
                deep.file("index.json", index).bytes());
    }

    private static TestTar layout(Descriptor... entries) {
        return new TestTar()
                .file("oci-layout", "{}")
                .file("index.json", Index.of(List.of(entries)).bytes());
    }

    private static TestTar image(byte[] promised, byte[] given) {
        byte[] config = config(Digest.of(promised));
        byte[] manifest = Manifest.of(
                        Descriptor.of(MediaType.CONFIG, config), List.of(Descriptor.of(MediaType.LAYER, promised)))
                .bytes();
        return layout(Descriptor.of(MediaType.MANIFEST, manifest))
                .file("blobs/sha256/" + Digest.of(config).hex(), config)
                .file("blobs/sha256/" + Digest.of(manifest).hex(), manifest)
                .file("blobs/sha256/" + Digest.of(promised).hex(), given);
    }

    private static void forms(Map<String, byte[]> cases) {
        byte[] whole = honest().file("l/layer.tar", LAYER).bytes();
        for (int cut = 0; cut < whole.length - 1024; cut += 512) {
            cases.put("cut off at byte " + cut, Arrays.copyOf(whole, cut));
        }
        cases.put("cut off within a block", Arrays.copyOf(whole, 700));
        cases.put("no archive", "hello, I am no archive\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        byte[] flipped = whole.clone();
        flipped[20] ^= 1;
        cases.put("a wrong checksum", flipped);
        cases.put("half a gzip", Arrays.copyOf(gzip(whole), 100));
        cases.put("a zstd of nothing", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});
        cases.put(
                "a size that is no number",
                new TestTar().header("manifest.json", '0', "", "notanumber1").unfinished());
        cases.put(
                "a negative size",
                new TestTar()
                        .header(
                                "manifest.json",
                                '0',
                                "",
                                "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")
                        .unfinished());
        cases.put(
                "a size of eight exbibytes",
                new TestTar()
                        .header(
                                "manifest.json",
                                '0',
                                "",
                                "\u0080\0\0\0\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")
                        .unfinished());
        cases.put(
                "a pax size that is no number",
                new TestTar()
                        .member("x", 'x', "", "13 size=-100\n".getBytes(StandardCharsets.UTF_8))
                        .file("manifest.json", "[]")
                        .bytes());
        cases.put(
                "a pax record that is longer than its header",
                new TestTar()
                        .member("x", 'x', "", "999 path=manifest.json\n".getBytes(StandardCharsets.UTF_8))
                        .file("a", "[]")
                        .bytes());
        cases.put("a pax header for ever", endlessPax());
    }

    private static byte[] endlessPax() {
        TestTar tar = new TestTar();
        for (int i = 0; i < 50; i++) {
            tar.member("x", 'x', "", "8 a=bcd\n".getBytes(StandardCharsets.UTF_8));
        }
        return tar.file("manifest.json", "[]").bytes();
    }

    private static void bombs(Map<String, byte[]> cases) {
        cases.put(
                "a pax header of two gigabytes",
                new TestTar().header("x", 'x', "", "20000000000").unfinished());
        cases.put(
                "a long name of two gigabytes",
                new TestTar().header("x", 'L', "", "20000000000").unfinished());
        cases.put(
                "a long name of ten kilobytes",
                new TestTar()
                        .member("x", 'L', "", "n".repeat(10_000).getBytes(StandardCharsets.UTF_8))
                        .file("a", "")
                        .bytes());
        cases.put(
                "an archive that is larger unpacked than it may be",
                gzip(new TestTar().file("a", new byte[16 << 20]).bytes()));
        cases.put(
                "a layer that is larger unpacked than it may be",
                honest().file("l/layer.tar", gzip(new byte[64 << 20])).bytes());
        TestTar many = new TestTar();
        for (int i = 0; i < 100_001; i++) {
            many.header(String.valueOf(i), '0', "", "00000000000");
        }
        cases.put("a hundred thousand members", many.bytes());
    }

    private static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }

    @Test
    void theTableHasAtLeastSixtyCases() {
        assertThat(cases()).hasSizeGreaterThan(60);
    }

    @Test
    void aLayerMayBeALinkWithinTheArchive() {
        BlobStore store = BlobStore.in(directory.resolve("store"));
        byte[] archive = honest().file("first/layer.tar", LAYER)
                .symlink("l/layer.tar", "../first/layer.tar")
                .bytes();

        assertThat(new ImageLoader(store).load("pipe", new ByteArrayInputStream(archive)))
                .hasSize(1);
        assertThat(store.has(Descriptor.of(MediaType.LAYER, LAYER))).isTrue();
    }
}
