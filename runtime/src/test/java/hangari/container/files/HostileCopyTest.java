package hangari.container.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.files.ContainerCopy.Options;
import hangari.container.life.LifeException;
import hangari.image.tar.TarMember;
import hangari.image.tar.TarMember.Type;
import hangari.image.tar.TarWriter;
import hangari.linux.Arch;
import hangari.linux.DirectoryFd;
import hangari.linux.FileStat.Device;
import hangari.linux.KernelException;
import hangari.linux.RawPath;
import hangari.linux.Syscall;
import hangari.peer.Peer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers and archives that want to reach what is outside: each file there holds a number that nobody can guess. */
class HostileCopyTest {
    private static final int RACES = 100;

    @TempDir
    Path folder;

    private final String nonce = UUID.randomUUID().toString();
    private Specimen specimen;
    private Path outside;
    private Path host;

    @BeforeEach
    void aContainerAndWhatIsOutsideOfIt() throws Exception {
        specimen = Specimen.in(folder);
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("f"), nonce);
        host = Files.createDirectory(folder.resolve("host"));
    }

    @AfterEach
    void isGone() {
        specimen.close();
    }

    private ContainerCopy copy() {
        return new ContainerCopy(specimen::details, Options.NONE, bytes -> {});
    }

    private void assertNothingOutsideChanged() throws IOException {
        try (var files = Files.list(outside)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("f");
        }
        assertThat(outside.resolve("f")).hasContent(nonce);
    }

    private static TarMember member(String name, Type type, String target) {
        return new TarMember(
                RawPath.of(name),
                type,
                0777,
                0,
                0,
                0,
                Instant.EPOCH,
                RawPath.of(target),
                new Device(8, 0),
                Collections.emptySortedMap());
    }

    /** Archives of one or more members that together lead out. */
    private List<List<TarMember>> archives() {
        String out = outside.toString();
        String up = "../".repeat(20) + out.substring(1);
        List<List<TarMember>> archives = new ArrayList<>();
        for (String name : List.of("../f", "a/../../f", up + "/f", "..", "a/..", "./../f", up + "/new")) {
            archives.add(List.of(TarMember.file(RawPath.of(name), 0644, 0, Instant.EPOCH)));
            archives.add(List.of(member(name, Type.SYMLINK, "x")));
            archives.add(List.of(TarMember.directory(RawPath.of(name), 0777, Instant.EPOCH)));
            archives.add(List.of(member(name, Type.FIFO, "")));
            archives.add(List.of(member("h", Type.HARD_LINK, name)));
        }
        archives.add(List.of(TarMember.file(RawPath.of(out + "/f"), 0644, 0, Instant.EPOCH)));
        archives.add(List.of(member("h", Type.HARD_LINK, out + "/f")));
        for (String link : List.of(out, up, out + "/f", up + "/new")) {
            for (String below : List.of("l/f", "l/new", "l/a/b")) {
                archives.add(List.of(
                        member("l", Type.SYMLINK, link), TarMember.file(RawPath.of(below), 0644, 0, Instant.EPOCH)));
                archives.add(List.of(
                        member("l", Type.SYMLINK, link), TarMember.directory(RawPath.of(below), 0700, Instant.EPOCH)));
                archives.add(List.of(member("l", Type.SYMLINK, link), member(below, Type.SYMLINK, "x")));
                archives.add(List.of(member("l", Type.SYMLINK, link), member("h", Type.HARD_LINK, below)));
            }
            archives.add(
                    List.of(member("l", Type.SYMLINK, link), TarMember.file(RawPath.of("l"), 0644, 0, Instant.EPOCH)));
            archives.add(List.of(
                    member("l", Type.SYMLINK, link), TarMember.directory(RawPath.of("l"), 0700, Instant.EPOCH)));
            archives.add(List.of(
                    member("l", Type.SYMLINK, link),
                    member("h", Type.HARD_LINK, "l"),
                    TarMember.file(RawPath.of("h"), 0644, 0, Instant.EPOCH)));
        }
        archives.add(List.of(member("disk", Type.BLOCK_DEVICE, "")));
        return archives;
    }

    @Test
    void noArchiveLeadsOutOfAContainer() throws Exception {
        int cases = 0;
        for (List<TarMember> members : archives()) {
            var archive = new ByteArrayOutputStream();
            var tar = new TarWriter(archive);
            for (TarMember member : members) {
                tar.put(member);
            }
            tar.finish();
            try {
                copy().in(new ByteArrayInputStream(archive.toByteArray()), "/etc");
            } catch (LifeException e) {
                assertThat(e.getMessage())
                        .startsWith("cannot unpack an archive in /etc: ")
                        .doesNotContain("\n");
            }
            assertNothingOutsideChanged();
            cases++;
        }
        assertThat(cases).isEqualTo(98);
    }

    @Test
    void nothingThatAContainerSendsLeadsOutOfADirectoryOfTheHost() throws Exception {
        int at = 0;
        for (List<TarMember> members : archives()) {
            Path place = Files.createDirectory(host.resolve("case" + at++));
            try (DirectoryFd directory = DirectoryFd.open(place);
                    Landing landing = new Landing(Place.beneath(directory), Landing.Side.HOST, false, Owners.SAME)) {
                for (TarMember member : members) {
                    landing.put(member, none -> {});
                }
                landing.finish();
            } catch (IOException | KernelException e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            }
            assertNothingOutsideChanged();
        }
        assertThat(at).isEqualTo(98);
        assertThat(Peer.run("find", host.toString(), "-type", "b")).isEmpty();
    }

    @Test
    void aLinkThatIsInTheWayOnTheHostIsNotFollowed() throws Exception {
        specimen.sh("mkdir -p /t/d; echo 1 > /t/d/f; echo 2 > /t/g");
        Files.createSymbolicLink(host.resolve("d"), outside);
        Files.createSymbolicLink(host.resolve("g"), outside.resolve("f"));

        assertThatThrownBy(() -> copy().out("/t/.", host.toString())).hasMessageContaining("no directory");
        copy().out("/t/g", host + "/.");

        assertThat(host.resolve("g")).isRegularFile().hasContent("2\n");
        assertNothingOutsideChanged();
    }

    @Test
    void anArchiveThatIsCutIsAnError() throws Exception {
        var archive = new ByteArrayOutputStream();
        copy().out("/etc", archive);
        byte[] whole = archive.toByteArray();

        for (int length : List.of(100, 512 * 3 + 1, 512 * 5 + 3)) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> copy().in(new ByteArrayInputStream(cut), "/srv/.."))
                    .isInstanceOf(LifeException.class)
                    .hasMessageContaining("it was cut");
        }
    }

    /** Exchanges a directory of the container with a link that leads out, as fast as can be. */
    private Process exchanging(Path directory) throws IOException {
        String script = "my ($in, $call, $a, $b) = (@ARGV, 'real', 'link'); chdir $in or die $!;"
                + " while (1) { syscall($call + 0, -100, $a, -100, $b, 2); }";
        int number = Syscall.RENAMEAT2.number(Arch.current());
        return new ProcessBuilder("perl", "-e", script, directory.toString(), Integer.toString(number))
                .inheritIO()
                .start();
    }

    @Test
    void aContainerThatExchangesDirectoriesForLinksMeanwhileDoesNotLeadOut() throws Exception {
        Peer.assumeInstalled("perl", "perl-base");
        specimen.start("mkdir -p /d/real; echo inside > /d/real/f; ln -s " + outside + " /d/link; touch /ready");
        while (!Files.exists(specimen.seen().resolve("ready"))) {
            Thread.onSpinWait();
        }
        assertThat(specimen.seen().resolve("d/link/f"))
                .as("to who follows the link")
                .hasContent(nonce);
        Files.writeString(host.resolve("new"), "from the host");
        int copied = 0;
        int refused = 0;
        Process exchanging = exchanging(specimen.seen().resolve("d"));
        try {
            while (!Files.isSymbolicLink(specimen.seen().resolve("d/real"))) {
                assertThat(exchanging.isAlive()).isTrue();
            }
            for (int i = 0; i < RACES; i++) {
                Path place = Files.createDirectory(host.resolve("race" + i));
                for (Runnable race : List.<Runnable>of(
                        () -> copy().out("/d/real/f", place + "/f"),
                        () -> copy().out("/d/real/.", place + "/d"),
                        () -> copy().out("/d", place + "/all"),
                        () -> copy().in(host + "/new", "/d/real/new"),
                        () -> copy().in(host + "/new", "/d/real"))) {
                    try {
                        race.run();
                        copied++;
                    } catch (LifeException e) {
                        refused++;
                    }
                }
            }
            assertThat(exchanging.isAlive()).isTrue();
        } finally {
            exchanging.destroyForcibly().waitFor();
        }

        assertThat(copied).isPositive();
        assertThat(refused).isPositive();
        assertThat(Peer.run("grep", "-rc", "inside", host.toString())).contains("f:1");
        assertThat(Peer.run("sh", "-c", "! grep -r " + nonce + " " + host)).isEmpty();
        assertNothingOutsideChanged();
    }
}
