package hangari.image.archive;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.image.archive.ImageSaver.Chosen;
import hangari.image.build.SettingChanges;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Catalogue;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import hangari.peer.Dockerd;
import hangari.peer.Peer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others make of the archives that we write, and we of theirs. */
class InteropTest {
    @TempDir
    Path directory;

    BlobStore store;
    Path saved;

    @BeforeEach
    void aRootWithBusyboxInAStore() throws Exception {
        Peer.assumeInstalled("busybox", "busybox-static");
        Path root = Files.createDirectories(directory.resolve("root"));
        Files.createDirectory(root.resolve("bin"));
        Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
        root.resolve("bin/busybox").toFile().setExecutable(true, false);
        Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("busybox"));
        Files.createLink(root.resolve("bin/cat"), root.resolve("bin/busybox"));
        Files.writeString(root.resolve("motd"), "hello from the jar\n");
        store = BlobStore.in(directory.resolve("store"));
        Path tar = directory.resolve("root.tar");
        Peer.run("tar", "-C", root.toString(), "-cf", tar.toString(), ".");
        var how = new RootImporter.How(
                Platform.host(),
                SettingChanges.apply(Settings.NONE, List.of("CMD [\"cat\", \"/motd\"]", "ENV PATH=/bin")),
                "",
                Instant.EPOCH);
        try (InputStream in = Files.newInputStream(tar)) {
            var image = new RootImporter(store).importRoot("root.tar", in, how);
            store.references().tag(ImageReference.parse("jar:1"), image);
        }
        saved = directory.resolve("saved.tar");
        try (OutputStream out = Files.newOutputStream(saved)) {
            new ImageSaver(store).save(List.of(Chosen.of(new Catalogue(store).find("jar:1"))), out);
        }
    }

    @Test
    void skopeoReadsWhatWeSavedInBothOfItsForms() throws Exception {
        Peer.assumeInstalled("skopeo", "skopeo");

        assertThat(Peer.run("skopeo", "inspect", "docker-archive:" + saved)).contains("\"PATH=/bin\"");
        assertThat(Peer.run("skopeo", "inspect", "docker-archive:" + saved + ":jar:1"))
                .contains("\"PATH=/bin\"");
        assertThat(Peer.run("skopeo", "inspect", "oci-archive:" + saved)).contains("\"PATH=/bin\"");
    }

    @Test
    void weLoadWhatSkopeoWritesInBothOfItsForms() throws Exception {
        Peer.assumeInstalled("skopeo", "skopeo");
        for (String form : List.of("docker-archive", "oci-archive")) {
            Path theirs = directory.resolve(form + ".tar");
            Peer.run(
                    "skopeo",
                    "--insecure-policy",
                    "copy",
                    "oci-archive:" + saved,
                    form + ":" + theirs + ":there/jar:2");

            var other = BlobStore.in(directory.resolve(form));
            new ImageLoader(other).load(theirs);

            assertThat(new Catalogue(other)
                            .find("there/jar:2")
                            .config()
                            .settings()
                            .cmd())
                    .containsExactly("cat", "/motd");
        }
    }

    @Test
    void umociUnpacksTheLayoutInWhatWeSaved() throws Exception {
        Peer.assumeInstalled("umoci", "umoci");
        Path layout = Files.createDirectory(directory.resolve("layout"));
        Peer.run("tar", "-C", layout.toString(), "-xf", saved.toString());
        Path bundle = directory.resolve("bundle");

        Peer.run("umoci", "unpack", "--rootless", "--image", layout + ":1", bundle.toString());

        assertThat(bundle.resolve("rootfs/motd")).hasContent("hello from the jar");
        assertThat(Files.isSameFile(bundle.resolve("rootfs/bin/cat"), bundle.resolve("rootfs/bin/busybox")))
                .isTrue();
    }

    @Test
    void dockerLoadsAndRunsWhatWeSavedAndWeLoadWhatItSaves() throws Exception {
        try (Dockerd dockerd = Dockerd.in(Files.createDirectory(directory.resolve("d")))) {
            assertThat(dockerd.docker("load", "-i", saved.toString())).contains("Loaded image: jar:1");
            assertThat(dockerd.docker("run", "--rm", "--network", "none", "jar:1"))
                    .isEqualTo("hello from the jar\n");

            dockerd.docker("tag", "jar:1", "again:7");
            dockerd.docker("save", "-o", directory.resolve("theirs.tar").toString(), "jar:1", "again:7");
        }
        var other = BlobStore.in(directory.resolve("other"));

        assertThat(new ImageLoader(other).load(directory.resolve("theirs.tar"))).hasSize(1);

        var mine = new Catalogue(store).find("jar:1");
        var theirs = new Catalogue(other).find("again:7");
        assertThat(theirs.id()).isEqualTo(mine.id());
        assertThat(theirs.names()).extracting(ImageReference::familiar).containsExactlyInAnyOrder("jar:1", "again:7");
    }
}
