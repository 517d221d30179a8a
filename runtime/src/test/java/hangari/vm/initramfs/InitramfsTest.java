package hangari.vm.initramfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.tar.TarMember;
import hangari.linux.RawPath;
import hangari.peer.Peer;
import hangari.peer.Rights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An initramfs, as another program reads it. */
class InitramfsTest {
    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void makeARoot() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        Files.createDirectory(root.resolve("etc"));
        Files.writeString(root.resolve("etc/motd"), "hello\n");
    }

    private byte[] written(Initramfs.Extra... extras) throws IOException {
        var out = new ByteArrayOutputStream();
        new Initramfs(root, List.of(extras)).writeTo(out);
        return out.toByteArray();
    }

    /** Unpacks it by busybox, as root, for it has a device. */
    private Path unpacked(Initramfs.Extra... extras) throws Exception {
        Peer.assumeInstalled("busybox", "busybox-static");
        Rights.assumeRoot();
        Path archive = Files.write(folder.resolve("archive"), written(extras));
        Path into = Files.createDirectory(folder.resolve("unpacked"));
        Peer.run("sh", "-c", "cd '" + into + "' && exec busybox cpio -i -d -m <'" + archive + "'");
        return into;
    }

    @Test
    void anotherProgramUnpacksTheSameTree() throws Exception {
        Files.setPosixFilePermissions(root.resolve("etc/motd"), PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(root.resolve("etc/motd"), FileTime.from(Instant.ofEpochSecond(86_400)));
        Files.createSymbolicLink(root.resolve("etc/link"), Path.of("../nowhere"));
        Files.createLink(root.resolve("second"), root.resolve("etc/motd"));
        Files.writeString(root.resolve("한글 and spaces\n"), "x");

        Path there = unpacked();

        assertThat(there.resolve("etc/motd")).hasContent("hello\n");
        assertThat(Files.getAttribute(there.resolve("etc/motd"), "unix:mode")).isEqualTo(0100640);
        assertThat(Files.getLastModifiedTime(there.resolve("etc/motd")).toMillis())
                .isEqualTo(86_400_000);
        assertThat(Files.readSymbolicLink(there.resolve("etc/link"))).isEqualTo(Path.of("../nowhere"));
        assertThat(Files.isSameFile(there.resolve("second"), there.resolve("etc/motd")))
                .isTrue();
        assertThat(there.resolve("한글 and spaces\n")).hasContent("x");
    }

    @Test
    void devicesAndFifosAreOnesAgain() throws Exception {
        Rights.assumeRoot();
        Peer.run("mknod", root.resolve("null").toString(), "c", "1", "3");
        Peer.run("mkfifo", root.resolve("pipe").toString());

        Path there = unpacked();

        assertThat(Peer.run("stat", "-c", "%F %t %T", there.resolve("null").toString()))
                .isEqualTo("character special file 1 3\n");
        assertThat(Peer.run("stat", "-c", "%F", there.resolve("pipe").toString()))
                .isEqualTo("fifo\n");
        assertThat(Peer.run(
                        "stat", "-c", "%F %t %T", there.resolve("dev/console").toString()))
                .isEqualTo("character special file 5 1\n");
    }

    @Test
    void whatIsAddedIsThereWithItsFolders() throws Exception {
        Path there = unpacked(new Initramfs.Extra(".hangari/deep/agent", 0700, new byte[] {1, 2, 3}));

        assertThat(Files.readAllBytes(there.resolve(".hangari/deep/agent"))).containsExactly(1, 2, 3);
        assertThat(Files.getAttribute(there.resolve(".hangari/deep/agent"), "unix:mode"))
                .isEqualTo(0100700);
    }

    @Test
    void aFileThatIsCalledAsTheEndIsNotTheEnd() throws Exception {
        Files.writeString(root.resolve("TRAILER!!!"), "not yet\n");
        Files.writeString(root.resolve("zzz"), "behind it\n");

        Path there = unpacked();

        assertThat(there.resolve("TRAILER!!!")).hasContent("not yet\n");
        assertThat(there.resolve("zzz")).hasContent("behind it\n");
    }

    @Test
    void theSameTreeGivesTheSameBytes() throws Exception {
        Path copy = folder.resolve("copy");
        byte[] first = written();
        Peer.run("cp", "-a", root.toString(), copy.toString());
        root = copy;

        assertThat(written()).isEqualTo(first);
    }

    @Test
    void aLinkOutOfTheRootIsNotFollowed() throws Exception {
        Files.createSymbolicLink(root.resolve("host"), Path.of("/etc"));

        assertThat(new String(written(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("./host")
                .doesNotContain("./host/passwd");
    }

    @Test
    void whatAKernelWouldPassOverIsRefused() {
        var cpio = new CpioWriter(new ByteArrayOutputStream(), Map.of());

        assertThatThrownBy(() -> cpio.put(
                        TarMember.file(new RawPath("d/".repeat(2500) + "f"), 0644, 0, Instant.EPOCH), none -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than a kernel takes from its initramfs (4095)");
        assertThatThrownBy(() ->
                        cpio.put(TarMember.file(new RawPath("a/../../etc/passwd"), 0644, 0, Instant.EPOCH), none -> {}))
                .hasMessageContaining("leads out of the root");
        assertThatThrownBy(
                        () -> cpio.put(TarMember.file(new RawPath("big"), 0644, 1L << 32, Instant.EPOCH), none -> {}))
                .hasMessageContaining("files of less than 4 GiB");
    }

    @Test
    void aFileThatGrowsOrShrinksMeanwhileIsAnError() {
        var cpio = new CpioWriter(new ByteArrayOutputStream(), Map.of());

        assertThatThrownBy(() -> cpio.put(
                        TarMember.file(new RawPath("f"), 0644, 3, Instant.EPOCH), out -> out.write(new byte[2])))
                .hasMessage("/f has 2 bytes, not 3: it was changed while it was read: try again");
    }
}
