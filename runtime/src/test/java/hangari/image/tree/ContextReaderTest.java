package hangari.image.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build context may bring, and what somebody may have put into it. */
class ContextReaderTest {
    @TempDir
    Path outside;

    private Path context() throws IOException {
        return Files.createDirectories(outside.resolve("context"));
    }

    private FileTree read() throws IOException {
        return ContextReader.read(context(), IgnoreRules.NONE);
    }

    private static Node node(FileTree tree, String path) {
        return tree.find(path).orElseThrow();
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void ofPermissionsNothingIsKeptButWhetherItCanBeExecuted() throws Exception {
        Files.writeString(context().resolve("plain"), "x");
        Files.writeString(context().resolve("program"), "x");
        run("chmod", "0600", context().resolve("plain").toString());
        run("chmod", "4750", context().resolve("program").toString());

        assertThat(node(read(), "plain").mode()).isEqualTo(0644);
        assertThat(node(read(), "program").mode()).isEqualTo(0755);
        assertThat(node(read(), "program").owner()).isEqualTo(Node.Owner.ROOT);
    }

    @Test
    void linksAreReadAndNotFollowed() throws Exception {
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(context().resolve("file"), outside.resolve("secret"));
        Files.createSymbolicLink(context().resolve("directory"), outside);

        assertThat(read().all()).hasSize(2).allSatisfy((path, node) -> assertThat(node.isSymlink())
                .isTrue());
    }

    @Test
    void aDirectoryThatBecomesALinkIsNotFollowedWhenAFileIsOpened() throws Exception {
        Path directory = Files.createDirectory(context().resolve("d"));
        Files.writeString(directory.resolve("f"), "inside");
        Node file = node(read(), "d/f");
        Files.move(directory, context().resolve("moved"));
        Path other = Files.createDirectory(outside.resolve("other"));
        Files.writeString(other.resolve("f"), "secret");
        Files.createSymbolicLink(directory, other);

        assertThatThrownBy(() -> file.content().open()).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatBecomesALinkOrAPipeIsNotOpened() throws Exception {
        Path path = Files.writeString(context().resolve("f"), "inside");
        Node file = node(read(), "f");
        try (InputStream content = file.content().open()) {
            assertThat(content.readAllBytes()).hasSize(6);
        }

        Files.delete(path);
        Files.createSymbolicLink(path, Files.writeString(outside.resolve("secret"), "secret"));
        assertThatThrownBy(() -> file.content().open()).isInstanceOf(ImageException.class);
        Files.delete(path);
        run("mkfifo", path.toString());
        assertThatThrownBy(() -> file.content().open()).isInstanceOf(ImageException.class);
    }

    @Test
    void pipesSocketsAndDevicesAreThereAndRefused() throws Exception {
        run("mkfifo", context().resolve("pipe").toString());
        Path socket = context().resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThat(node(read(), "pipe").kind()).isEqualTo(Node.Kind.REFUSED);
            assertThat(node(read(), "socket").kind()).isEqualTo(Node.Kind.REFUSED);
        }
    }

    @Test
    void strangeNamesAreKeptAndThoseThatAreNoTextRefused() throws Exception {
        Files.writeString(context().resolve("a\nb"), "x");
        Files.writeString(context().resolve("-rf *"), "x");
        Files.writeString(context().resolve("한글"), "x");
        run("sh", "-c", "cd '" + context() + "' && : > \"$(printf 'bad\\377')\"");

        FileTree tree = read();
        assertThat(tree.all()).containsKeys("a\nb", "-rf *", "한글").hasSize(4);
        assertThat(node(tree, "bad\uFFFD").kind()).isEqualTo(Node.Kind.REFUSED);
    }

    @Test
    void whatIsIgnoredIsNotEvenLookedAtUnlessALineKeepsPartOfIt() throws Exception {
        Path deep = Files.createDirectories(context().resolve("node_modules/" + "d/".repeat(300)));
        assertThat(deep).exists();
        Files.createDirectories(context().resolve("dir"));
        Files.writeString(context().resolve("dir/keep"), "x");
        Files.writeString(context().resolve("dir/drop"), "x");

        assertThatThrownBy(this::read).hasMessageContaining("more than 200 directories deep");
        assertThat(ContextReader.read(context(), IgnoreRules.of("i", List.of("node_modules")))
                        .all())
                .containsKeys("dir", "dir/keep", "dir/drop");
        run("rm", "-r", context().resolve("node_modules").toString());
        assertThat(ContextReader.read(context(), IgnoreRules.of("i", List.of("dir", "!dir/keep")))
                        .all())
                .containsOnlyKeys("dir/keep");
    }

    @Test
    void tenThousandFilesAreRead() throws Exception {
        for (int i = 0; i < 100; i++) {
            Path directory = Files.createDirectory(context().resolve("d" + i));
            for (int j = 0; j < 100; j++) {
                Files.createFile(directory.resolve("f" + j));
            }
        }

        assertThat(read().size()).isEqualTo(10_100);
    }

    @Test
    void aContextThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> ContextReader.read(outside.resolve("missing"), IgnoreRules.NONE))
                .hasMessageStartingWith("cannot read the build context");
    }
}
