package hangari.container.life.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.RootFs;
import hangari.container.life.ContainerDraft;
import hangari.linux.Credentials;
import hangari.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an empty volume is filled with. */
class CopyUpTest {
    private static final Instant THEN = Instant.parse("2020-02-02T02:02:02Z");

    @TempDir
    Path folder;

    private Path lower = Path.of("/");
    private Path higher = Path.of("/");
    private Path volume = Path.of("/");

    @BeforeEach
    void layers() throws IOException {
        assumeTrue(Credentials.canAdministrate(), "needs root");
        for (String name : new String[] {"lower", "higher", "upper", "work", "merged", "v/data"}) {
            Files.createDirectories(folder.resolve(name));
        }
        lower = folder.resolve("lower");
        higher = folder.resolve("higher");
        volume = folder.resolve("v/data");
        Files.createDirectories(lower.resolve("data"));
    }

    private void fill(String flag) {
        RootFs root = new RootFs.Overlay(
                List.of(lower, higher), folder.resolve("upper"), folder.resolve("work"), folder.resolve("merged"));
        var mounts = Translator.resolve(
                        ContainerDraft.of("base").command("true").volume(flag).config(), Images.none())
                .mounts();
        CopyUp.fill(mounts, root, Map.of("db", volume, "/data", volume));
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(volume)) {
            var names = new TreeSet<String>();
            files.forEach(path -> names.add(volume.relativize(path).toString()));
            names.remove("");
            return names;
        }
    }

    @Test
    void allThatTheLayersShowThereIsCopied() throws IOException {
        Files.writeString(lower.resolve("data/old"), "old");
        Files.writeString(lower.resolve("data/both"), "below");
        Files.createDirectories(lower.resolve("data/sub/deep"));
        Files.createDirectories(higher.resolve("data"));
        Files.writeString(higher.resolve("data/both"), "above");

        fill("db:/data");

        assertThat(names()).containsExactly("both", "old", "sub", "sub/deep");
        assertThat(volume.resolve("both")).hasContent("above");
        assertThat(folder.resolve("v")).isDirectoryContaining("glob:**/data").isDirectoryNotContaining("glob:**/.f*");
    }

    @Test
    void directoriesKeepTheirAttributesToo() throws IOException {
        byte[] note = {'n'};
        Path data = lower.resolve("data");
        Files.createDirectories(data.resolve("sub"));
        Files.setAttribute(data, "user:note", note);
        Files.setAttribute(data.resolve("sub"), "user:note", note);

        fill("/data");

        assertThat(Files.getAttribute(volume, "user:note")).isEqualTo(note);
        assertThat(Files.getAttribute(volume.resolve("sub"), "user:note")).isEqualTo(note);
    }

    @Test
    void filesStayWhatTheyAre() throws IOException {
        Path data = lower.resolve("data");
        Path file = Files.writeString(data.resolve("한글"), "x".repeat(200_000));
        Files.createLink(data.resolve("twin"), file);
        Files.createDirectories(data.resolve("sub"));
        Files.createLink(data.resolve("sub/triplet"), file);
        Files.createSymbolicLink(data.resolve("link"), Path.of("/etc/shadow"));
        Files.setAttribute(file, "unix:uid", 1000);
        Files.setAttribute(file, "unix:gid", 1001);
        Files.setAttribute(file, "unix:mode", 04711);
        Files.setLastModifiedTime(file, FileTime.from(THEN));
        Files.setAttribute(data, "unix:uid", 33);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwx---"));
        Files.setAttribute(file, "user:note", "n".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        fill("/data");

        Path copy = volume.resolve("한글");
        assertThat(copy).hasSameBinaryContentAs(file);
        assertThat(Files.readAttributes(copy, "unix:uid,gid,mode,lastModifiedTime"))
                .containsEntry("uid", 1000)
                .containsEntry("gid", 1001)
                .containsEntry("mode", 0104711)
                .containsEntry("lastModifiedTime", FileTime.from(THEN));
        assertThat(Files.getAttribute(copy, "user:note")).isEqualTo(new byte[] {'n'});
        for (String name : new String[] {"twin", "sub/triplet"}) {
            assertThat(Files.getAttribute(volume.resolve(name), "unix:ino"))
                    .isEqualTo(Files.getAttribute(copy, "unix:ino"));
        }
        assertThat(Files.readSymbolicLink(volume.resolve("link"))).hasToString("/etc/shadow");
        assertThat(Files.readAttributes(volume, "unix:uid,mode"))
                .containsEntry("uid", 33)
                .containsEntry("mode", 040770);
    }

    @Test
    void holesStayHoles() throws IOException {
        try (var file =
                new java.io.RandomAccessFile(lower.resolve("data/sparse").toFile(), "rw")) {
            file.setLength(64L << 20);
        }

        fill("/data");

        assertThat(volume.resolve("sparse")).hasSize(64L << 20);
        assertThat(Files.getFileStore(volume).getUsableSpace()).isPositive();
        var blocks =
                new ProcessBuilder("stat", "-c", "%b", volume.resolve("sparse").toString()).start();
        assertThat(new String(blocks.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip())
                .isEqualTo("0");
    }

    @Test
    void aVolumeThatHasSomethingIsLeftAsItIs() throws IOException {
        Files.writeString(lower.resolve("data/file"), "image's");
        Files.writeString(volume.resolve("mine"), "");

        fill("db:/data");

        assertThat(names()).containsExactly("mine");
    }

    @Test
    void whoDoesNotWantItIsNotFilled() throws IOException {
        Files.writeString(lower.resolve("data/file"), "image's");

        fill("db:/data:nocopy");

        assertThat(names()).isEmpty();
    }

    @Test
    void thereMayBeNothingToCopy() throws IOException {
        Files.writeString(lower.resolve("file"), "");
        Files.createSymbolicLink(lower.resolve("loop"), Path.of("loop"));
        for (String target : new String[] {"db:/nothing", "db:/file", "db:/file/x", "db:/loop"}) {
            fill(target);
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void aLinkLeadsNowhereOutsideTheImage() throws IOException {
        Path secret = Files.createDirectories(folder.resolve("secret"));
        Files.writeString(secret.resolve("key"), "");
        Files.createSymbolicLink(lower.resolve("out"), secret);
        Files.createSymbolicLink(lower.resolve("up"), Path.of("../../../../../../.." + secret));
        Files.createDirectories(lower.resolve("run/inside"));
        Files.createSymbolicLink(lower.resolve("within"), Path.of("/run"));

        for (String target : new String[] {"db:/out", "db:/up"}) {
            fill(target);
        }
        assertThat(names()).isEmpty();

        fill("db:/within");
        assertThat(names()).containsExactly("inside");
    }

    @Test
    void devicesAndSocketsAreLeftOut() throws Exception {
        Path data = lower.resolve("data");
        Peer.run("mknod", data.resolve("disk").toString(), "b", "8", "0");
        Peer.run("mkfifo", "-m", "640", data.resolve("pipe").toString());

        fill("/data");

        assertThat(names()).containsExactly("pipe");
        assertThat(Files.getAttribute(volume.resolve("pipe"), "unix:mode", LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(010640);
    }

    @Test
    void whatAKilledOneLeftIsNotTaken() throws IOException {
        Files.writeString(lower.resolve("data/file"), "");
        Files.createDirectories(folder.resolve("v/.filling-data/half"));

        fill("/data");

        assertThat(names()).containsExactly("file");
        assertThat(folder.resolve("v/.filling-data")).doesNotExist();
    }
}
