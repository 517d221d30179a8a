package hangari.image.tar;

import static hangari.peer.Peer.assumeInstalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import hangari.image.ImageException;
import hangari.image.OverlayBox;
import hangari.image.OverlayOptions;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.MediaType;
import hangari.linux.Credentials;
import hangari.peer.Peer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerUnpackTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "posix"})
    void everyKindOfFileThatTarPacksIsThere(String format) throws Exception {
        assumeTrue(Credentials.uid() == 0, "makes devices and gives files away: run as root");
        Path tree = Files.createDirectory(directory.resolve("tree"));
        String deep = "d".repeat(120) + "/" + "e".repeat(120);
        sh(tree, """
                mkdir -p %1$s; echo deep > %1$s/file; touch -d '2001-02-03 04:05:06.789' %1$s
                echo one > first; ln first second; ln -s 'no such place' link; ln -s "$(printf 'x%%.0s' $(seq 300))" long
                ln link link2; mkfifo fifo; mknod null c 1 3; mknod disk b 259 70000; chown 3000000:7 first
                chmod 4755 first; chmod 1777 d*; mkdir -m 555 shut; touch -d 1969-12-31 old; chown -h 5:6 link
                truncate -s 1M sparse; printf middle | dd of=sparse bs=1 seek=500000 conv=notrunc status=none
                touch "$(printf 'bad\\377name')" '한글' 'a b'
                """.formatted(deep));
        Path archive = directory.resolve("archive.tar");
        Peer.run("tar", "-C", tree.toString(), "--sparse", "--format=" + format, "-cf", archive.toString(), ".");

        unpack(Files.readAllBytes(archive));

        String time = format.equals("gnu") ? "%Ts" : "%T@"; // the old form has whole seconds
        String look =
                "find . -printf '%p %y %m %U:%G %n %l " + time + " %b\\n' | LC_ALL=C sort; stat -c %t:%T null disk;"
                        + "find . -type f -exec md5sum {} + | LC_ALL=C sort; test first -ef second";
        assertThat(sh(layer(), look)).isEqualTo(sh(tree, look));
    }

    @Test
    void attributesOfTheUserAndCapabilitiesAreKeptAndThoseThatSpeakToTheHostAreNot() throws Exception {
        assumeTrue(Credentials.uid() == 0, "sets capabilities: run as root");
        assumeInstalled("getfattr", "attr");
        String capability = "\1\0\0\2\0\40\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        byte[] archive = new TestTar()
                .dressed("0004755", "0000007", "0000007")
                .pax(
                        "SCHILY.xattr.security.capability", capability,
                        "SCHILY.xattr.user.mime", "text/\0plain",
                        "SCHILY.xattr.trusted.overlay.opaque", "y",
                        "SCHILY.xattr.user.overlay.whiteout", "",
                        "SCHILY.xattr.user.hangari.owner", "0:0",
                        "SCHILY.xattr.security.selinux", "x")
                .file("ping", "")
                .bytes();

        Unpacked done = unpack(archive);

        assertThat(sh(layer(), "getfattr -d -m - -e hex ping"))
                .isEqualTo("# file: ping\n"
                        + "security.capability=0x0100000200200000000000000000000000000000\n"
                        + "user.mime=0x746578742f00706c61696e\n\n");
        assertThat(done.skippedAttributes()).isEqualTo(4);
        assertThat(Files.getAttribute(layer().resolve("ping"), "unix:mode")).isEqualTo(0104755);
    }

    @Test
    void whiteoutsHideWhatIsBelowAsSoonAsTheLayerIsMounted() throws Exception {
        byte[] lower = new TestTar()
                .file("gone", "")
                .file("kept", "")
                .file("etc/old", "")
                .file("var/a/file", "")
                .file("var/b", "")
                .file("twice/old", "")
                .bytes();
        byte[] upper = new TestTar()
                .file(".wh.gone", "")
                .file("etc/new", "")
                .file("etc/.wh..wh..opq", "")
                .file("var/.wh.a", "")
                .file("var/a/again", "") // after its whiteout: a new directory
                .file("var/.wh.b", "")
                .file("var/b", "mine") // layer.md: a whiteout hides lower layers' files only
                .directory("twice")
                .file(".wh.twice", "") // before or after: the same
                .file(".wh.never", "")
                .file(".wh..wh.plnk/1.2", "AUFS's own")
                .bytes();
        unpack(lower, directory.resolve("lower"));
        unpack(upper, directory.resolve("upper"));

        List<String> seen = mounted(directory.resolve("lower"), directory.resolve("upper"), "find . | LC_ALL=C sort");

        assertThat(seen)
                .containsExactly(
                        ".", "./etc", "./etc/new", "./kept", "./twice", "./var", "./var/a", "./var/a/again", "./var/b");
    }

    private List<String> mounted(Path lower, Path upper, String script) throws Exception {
        Path merged = Files.createDirectory(directory.resolve("merged"));
        Path changes = Files.createDirectory(directory.resolve("changes"));
        Path work = Files.createDirectory(directory.resolve("work"));
        Path out = directory.resolve("out");
        OverlayBox.run(OverlayOptions.of(List.of(lower, upper), changes, work), merged, script + " > " + out);
        return Files.readAllLines(out);
    }

    @Test
    void gzipInSeveralMembersZstdInSeveralFramesAndNoneAtAllGiveTheSame() throws Exception {
        byte[] archive = new TestTar().file("motd", "hello\n".repeat(100)).bytes();
        byte[] first = new byte[700];
        byte[] second = new byte[archive.length - 700];
        System.arraycopy(archive, 0, first, 0, first.length);
        System.arraycopy(archive, 700, second, 0, second.length);
        byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 7, 7};

        for (byte[] packed : List.of(
                archive,
                joined(gzip(first), gzip(second)),
                joined(Zstd.compress(first), skippable, Zstd.compress(second)),
                joined(skippable, Zstd.compress(archive)))) {
            Path into = Files.createTempDirectory(directory, "packed").resolve("layer");
            LayerUnpack.of(new ByteArrayInputStream(packed), Digest.of(archive)).into(into);
            assertThat(into.resolve("motd")).hasContent("hello\n".repeat(100));
        }
    }

    @Test
    void anArchiveThatIsNotTheOneWithTheDiffIdLeavesNothing() throws Exception {
        byte[] archive = new TestTar().file("motd", "hello").bytes();
        Digest other = Digest.of(new byte[0]);

        assertThatThrownBy(() ->
                        LayerUnpack.of(new ByteArrayInputStream(archive), other).into(layer()))
                .isInstanceOf(ImageException.class)
                .hasMessage("cannot unpack layer " + other + ": it came with the content of " + Digest.of(archive)
                        + ": do not trust who made the image");

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aBlobThatIsDamagedOrPackedOtherwiseThanItSaysLeavesNothing() throws Exception {
        var store = BlobStore.in(directory.resolve("store"));
        Path below = Files.createDirectory(directory.resolve("below"));
        byte[] archive = new TestTar().file("motd", "hello").bytes();
        Descriptor plain = store.put(MediaType.LAYER_GZIP, archive);
        Descriptor damaged = store.put(MediaType.LAYER_GZIP, gzip(archive));
        Files.write(store.path(damaged.digest()), gzip("something else".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(
                        () -> LayerUnpack.of(store, plain, Digest.of(archive)).into(below.resolve("layer")))
                .hasMessageEndingWith(": it is called tar+gzip and is tar: have the image pushed anew");
        assertThatThrownBy(
                        () -> LayerUnpack.of(store, damaged, Digest.of(archive)).into(below.resolve("layer")))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("cannot unpack layer ");

        assertThat(below).isEmptyDirectory();
    }

    @Test
    void linksToDirectoriesOfTheLayerAreFollowedWithinIt() throws Exception {
        byte[] archive = new TestTar()
                .directory("usr/bin")
                .symlink("bin", "usr/bin")
                .symlink("sbin", "/../usr/bin")
                .file("bin/sh", "shell")
                .file("sbin/init", "init")
                .link("bin/ash", "bin/sh")
                .bytes();

        unpack(archive);

        assertThat(layer().resolve("usr/bin/sh")).hasContent("shell");
        assertThat(layer().resolve("usr/bin/ash")).hasContent("shell");
        assertThat(layer().resolve("usr/bin/init")).hasContent("init");
    }

    @Test
    void aLaterEntryTakesThePlaceOfAnEarlierOne() throws Exception {
        byte[] archive = new TestTar()
                .file("a", "old")
                .file("a", "new")
                .file("dir/file", "")
                .symlink("dir", "elsewhere")
                .symlink("b", "a")
                .file("b", "no link any more")
                .file("c", "")
                .directory("c")
                .file("c/below", "")
                .bytes();

        unpack(archive);

        assertThat(layer().resolve("a")).hasContent("new");
        assertThat(Files.isSymbolicLink(layer().resolve("dir"))).isTrue();
        assertThat(layer().resolve("b")).hasContent("no link any more");
        assertThat(layer().resolve("c/below")).exists();
    }

    @Test
    void anOrdinaryUserKeepsAllFilesAndNotesWhoseTheyAre() throws Exception {
        assumeTrue(new ProcessBuilder("unshare", "-r", "true").start().waitFor() == 0, "no user namespace allowed");
        assumeInstalled("getfattr", "attr");
        Path archive = Files.write(
                directory.resolve("archive.tar"),
                new TestTar()
                        .dressed("0004755", "0000012", "0000144")
                        .file("su", "")
                        .dressed("0000000", "0000000", "0000000")
                        .directory("shut")
                        .file("shut/inside", "x")
                        .symlink("link", "su")
                        .numbered("0000001", "0000003")
                        .member("null", '3', "", new byte[0])
                        .bytes());

        String said = inAUserNamespace(archive, layer());

        assertThat(said).contains("skippedDevices=1");
        String again = said.lines().skip(1).findFirst().orElseThrow();
        assertThat(Peer.run("tar", "--numeric-owner", "-tvf", again).lines())
                .as("packed anew")
                .anyMatch(line -> line.matches("-rwsr-xr-x 10/100 .* su"))
                .anyMatch(line -> line.matches("d--------- 0/0 .* shut/"))
                .hasSize(4);
        assertThat(sh(layer(), "stat -c '%a %U' su; getfattr --only-values -n user.hangari.owner su"))
                .isEqualTo("4755 " + System.getProperty("user.name") + "\n10:100");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layer().resolve("shut"))))
                .isEqualTo("---------");
    }

    private String inAUserNamespace(Path archive, Path into) throws Exception {
        List<String> command = new ArrayList<>(List.of("unshare", "-r"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), UnpackInAProcess.class.getName()));
        command.addAll(List.of(
                archive.toString(), into.toString(), directory.resolve("store").toString()));
        return Peer.run(command.toArray(String[]::new));
    }

    private static String classPath() {
        return System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"))
                .replace('\n', File.pathSeparatorChar);
    }

    private Path layer() {
        return directory.resolve("layer");
    }

    private Unpacked unpack(byte[] archive) {
        return unpack(archive, layer());
    }

    private static Unpacked unpack(byte[] archive, Path into) {
        return LayerUnpack.of(new ByteArrayInputStream(archive), Digest.of(archive))
                .into(into);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String sh(Path where, String script) throws Exception {
        return Peer.run("sh", "-ec", "cd '" + where + "'; " + script);
    }
}
