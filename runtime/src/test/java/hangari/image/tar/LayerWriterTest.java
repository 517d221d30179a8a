package hangari.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.image.ImageException;
import hangari.image.OverlayBox;
import hangari.image.OverlayOptions;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Digest;
import hangari.linux.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerWriterTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    BlobStore store;
    Path tree;

    @BeforeEach
    void aStoreAndATree() throws IOException {
        store = BlobStore.in(directory.resolve("store"));
        tree = Files.createDirectory(directory.resolve("tree"));
    }

    @Test
    void aLayerIsWhatItsDescriptorAndItsDiffIdSay() throws Exception {
        Files.writeString(tree.resolve("motd"), "hello\n");

        WrittenLayer layer = LayerWriter.into(store).write(tree);

        byte[] tar = tar(layer);
        assertThat(layer.blob().size())
                .isEqualTo(Files.size(store.path(layer.blob().digest())));
        assertThat(Digest.of(tar)).isEqualTo(layer.diffId());
        assertThat(layer.bytes()).isEqualTo(tar.length).isEqualTo(512 + 512 + 1024);
    }

    @Test
    void aLayerOfManyBlocksIsOneMemberThatGzipUnpacks() throws Exception {
        byte[] noise = new byte[5_000_000];
        new Random(7).nextBytes(noise);
        Arrays.fill(noise, 1_000_000, 3_500_000, (byte) 'a');
        Files.write(tree.resolve("noise"), noise);
        LayerWriter writer = LayerWriter.into(store).clampedTo(Instant.EPOCH);

        WrittenLayer layer = writer.write(tree);

        Path blob = store.path(layer.blob().digest());
        assertThat(run(directory, "sh", "-c", "gzip -t < " + blob + "; zcat < " + blob + " | sha256sum"))
                .isEqualTo(layer.diffId().hex() + "  -\n");
        assertThat(writer.write(tree)).isEqualTo(layer);
    }

    @Test
    void theSameTreeMadeInAnotherOrderAndPlaceGivesTheSameDigest() throws Exception {
        List<String> names = new ArrayList<>(List.of("a", "a-b", "a.b", "B", "z", "한글", "with space"));
        LayerWriter writer = LayerWriter.into(store).clampedTo(NEW_YEAR);
        WrittenLayer one = writer.write(filled(tree, names));
        Collections.reverse(names);
        Path elsewhere = Files.createDirectories(directory.resolve("very/far/away"));

        WrittenLayer other = writer.write(filled(elsewhere, names));

        assertThat(other).isEqualTo(one);
        assertThat(store.blobs()).hasSize(1);
    }

    private static Path filled(Path root, List<String> names) throws IOException {
        for (String name : names) {
            Path inner = Files.createDirectory(root.resolve(name));
            Files.writeString(inner.resolve("file"), name);
            Files.createSymbolicLink(inner.resolve("link"), Path.of("file"));
        }
        return root;
    }

    @Test
    void timesAreWholeSecondsAndNoneIsLaterThanTheClamp() throws Exception {
        Files.writeString(tree.resolve("old"), "");
        Files.setLastModifiedTime(tree.resolve("old"), FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z")));
        Files.writeString(tree.resolve("young"), "");

        String listing = listing(LayerWriter.into(store).clampedTo(NEW_YEAR).write(tree), "--full-time");

        assertThat(listing).contains("2001-02-03 04:05:06 old").contains("2026-01-01 00:00:00 young");
    }

    @Test
    void everyKindOfFileSurvivesTarsReading() throws Exception {
        assumeRoot();
        String deep = "d".repeat(120) + "/" + "e".repeat(120);
        sh("""
                mkdir -p %1$s; echo deep > %1$s/file
                echo one > first; ln first second; ln -s 'no such place' link; ln -s "$(printf 'x%%.0s' $(seq 300))" long
                mkfifo fifo; mknod null c 1 3; mknod disk b 259 70000; chmod 4755 first; chmod 1777 d*; chown 3000000:7 first
                truncate -s 1M sparse; touch "$(printf 'bad\\377name')" '한글'
                """.formatted(deep));
        Path copy = Files.createDirectory(directory.resolve("copy"));
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(tree.resolve("socket")));
        }

        WrittenLayer layer = LayerWriter.into(store).write(tree);
        run(
                copy,
                "tar",
                "--numeric-owner",
                "-xpzf",
                store.path(layer.blob().digest()).toString());

        String look = "find . ! -name socket -printf '%p %y %m %U:%G %s %n %l %Ts\\n' | grep -v '^[.] ' |"
                + " sed -E 's/^(.* d [0-9]+ [0-9:]+) [0-9]+ [0-9]+ (.*)/\\1 \\2/' | LC_ALL=C sort";
        assertThat(run(copy, "sh", "-c", look)).isEqualTo(run(tree, "sh", "-c", look));
        assertThat(run(copy, "stat", "-c", "%t:%T", "null", "disk")).isEqualTo("1:3\n103:11170\n");
        assertThat(Files.getAttribute(copy.resolve("first"), "unix:ino"))
                .isEqualTo(Files.getAttribute(copy.resolve("second"), "unix:ino"));
        assertThat(copy.resolve(deep).resolve("file")).hasContent("deep");
        assertThat(copy.resolve("socket")).doesNotExist();
    }

    @Test
    void extendedAttributesAreKeptButForThoseOfOverlayfsAndOfTheMachine() throws Exception {
        assumeRoot();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setfattr")), "setfattr is not installed: apt-get install attr");
        Files.writeString(tree.resolve("ping"), "");
        sh("""
                setfattr -n security.capability -v 0x0100000200200000000000000000000000000000 ping
                setfattr -n user.two -v b ping; setfattr -n user.one -v a ping; setfattr -n trusted.mine -v c ping
                setfattr -n trusted.overlay.origin -v x ping; setfattr -n user.overlay.impure -v y ping
                """);

        String tar = new String(tar(LayerWriter.into(store).write(tree)), StandardCharsets.ISO_8859_1);

        assertThat(tar.substring(512, 1024).split("\0")[0]).isEqualTo("57 SCHILY.xattr.security.capability=\1");
        assertThat(tar).containsSubsequence("security.capability=", "trusted.mine=c\n", "user.one=a\n", "user.two=b\n");
        assertThat(tar).doesNotContain("overlay");
    }

    @Test
    void whatOverlayfsHasNotedOfARealMountBecomesTheMarksOfALayer() throws Exception {
        Path lower = Files.createDirectory(directory.resolve("lower"));
        for (String name : List.of("kept", "gone", "replaced", "changed")) {
            Files.writeString(Files.createDirectory(lower.resolve(name)).resolve("file"), name);
        }
        Path work = Files.createDirectory(directory.resolve("work"));
        Path merged = Files.createDirectory(directory.resolve("merged"));

        OverlayBox.run(
                OverlayOptions.of(List.of(lower), tree, work),
                merged,
                "rm -r gone replaced; mkdir replaced; echo new > replaced/other; echo more >> changed/file; rm kept/file");

        assertThat(listing(LayerWriter.into(store).write(tree)).lines().map(line -> line.replaceAll("^.* ", "")))
                .containsExactly(
                        ".wh.gone",
                        "changed/",
                        "changed/file",
                        "kept/",
                        "kept/.wh.file",
                        "replaced/",
                        "replaced/.wh..wh..opq",
                        "replaced/other");
    }

    @Test
    void anExportShowsAContainersFilesAsTheyAre() throws Exception {
        Files.writeString(tree.resolve(".wh.file"), "");
        var tar = new ByteArrayOutputStream();

        TreeArchive.export(tree).writeTo(tar);

        assertThat(tar.toString(StandardCharsets.ISO_8859_1)).startsWith(".wh.file\0");
    }

    @Test
    void whatALayerCannotSayIsRefusedAndNothingIsStored() throws Exception {
        Files.writeString(tree.resolve(".wh.passwd"), "");

        assertThatThrownBy(() -> LayerWriter.into(store).write(tree))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("cannot put /.wh.passwd into a layer: ");

        assertThat(store.blobs()).isEmpty();
        assertThat(store.directory().toFile().list()).noneMatch(name -> name.startsWith(".hangari-"));
    }

    @Test
    void aLayerThatIsLargerThanItMayIsRefused() throws Exception {
        Files.write(tree.resolve("noise"), new SecureRandom().generateSeed(4096));

        assertThatThrownBy(() -> LayerWriter.into(store).atMost(1000).write(tree))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("1000 bytes");

        assertThat(store.blobs()).isEmpty();
    }

    @Test
    void aDirectoryThatIsNestedTooDeepIsRefused() throws Exception {
        Path deepest = tree;
        for (int i = 0; i < 450; i++) {
            deepest = deepest.resolve("d");
        }
        Files.createDirectories(deepest);

        assertThatThrownBy(() -> LayerWriter.into(store).write(tree)).hasMessageContaining("more than 400 deep");
    }

    private byte[] tar(WrittenLayer layer) throws IOException {
        try (var packed = new GZIPInputStream(store.open(layer.blob()))) {
            return packed.readAllBytes();
        }
    }

    private String listing(WrittenLayer layer, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("tar", "--utc", "--numeric-owner"));
        command.addAll(List.of(options));
        command.addAll(List.of("-tvzf", store.path(layer.blob().digest()).toString()));
        return run(directory, command.toArray(String[]::new));
    }

    private void sh(String script) throws Exception {
        run(tree, "sh", "-ec", script);
    }

    private static String run(Path where, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }

    private static void assumeRoot() {
        assumeTrue(Credentials.uid() == 0, "makes devices and gives files away: run as root");
    }
}
