package hangari.image.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.tree.FileTree;
import hangari.image.tree.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where COPY and ADD put what they are given. */
class CopyTest {
    @TempDir
    Path directory;

    Bench bench;

    @BeforeEach
    void aContext() throws Exception {
        bench = new Bench(directory)
                .file("a.txt", "a")
                .file("b.txt", "b")
                .file("dir/one", "1")
                .file("dir/sub/two", "2")
                .file("sp ace", "s");
        Files.createSymbolicLink(bench.context.resolve("dir/link"), Path.of("one"));
        Files.createSymbolicLink(bench.context.resolve("to-a"), Path.of("a.txt"));
        Files.createSymbolicLink(bench.context.resolve("to-dir"), Path.of("/dir"));
        Files.createSymbolicLink(bench.context.resolve("out"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(bench.context.resolve("up"), Path.of("../../../../../../../../../../etc/passwd"));
        Files.write(
                bench.context.resolve("base.tar"),
                archive(
                        directory("usr/", 0755),
                        link("deep/link", "../../../../../usr"),
                        link("file", "/../../etc/target"),
                        directory("tmp/", 01777)));
    }

    /** JUnit would warn of them when it removes the context. */
    @AfterEach
    void removeLinksThatLeadOut() throws IOException {
        Files.delete(bench.context.resolve("out"));
        Files.delete(bench.context.resolve("up"));
    }

    /** The paths of everything but directories, in one line. */
    private String files(String... lines) {
        FileTree tree = bench.files(bench.build(lines));
        return tree.all().entrySet().stream()
                .filter(entry -> !entry.getValue().isDirectory())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt /x, x",
        "a.txt /x/, x/a.txt",
        "a.txt x/y, w/x/y",
        "a.txt ., w/a.txt",
        "a.txt ./, w/a.txt",
        "./a.txt /x/, x/a.txt",
        "/a.txt /x/, x/a.txt",
        "dir/../a.txt /x/, x/a.txt",
        "a.txt b.txt /x/, x/a.txt x/b.txt",
        "*.txt /x/, x/a.txt x/b.txt",
        "?.txt /x/, x/a.txt x/b.txt",
        "[b-z].txt /x, x",
        "d*/one /x, x",
        "dir /x, x/link x/one x/sub/two",
        "dir/ /x/, x/link x/one x/sub/two",
        "dir/sub a.txt /x/, x/a.txt x/two",
        "di[r] /x, x/link x/one x/sub/two",
        "to-a /x/, x/to-a",
        "to-dir /x/, x/link x/one x/sub/two",
        "'[\"sp ace\", \"/x/\"]', x/sp ace",
        "a.txt ../../up, up",
    })
    void copies(String arguments, String expected) {
        assertThat(files("FROM scratch", "WORKDIR /w", "COPY " + arguments)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "missing /x, file not found in build context or excluded by .dockerignore: stat missing",
        "../a.txt /x, forbidden path outside the build context: ../a.txt",
        "dir/../../a /x, forbidden path outside the build context",
        "out /x, file not found in build context",
        "up /x, file not found in build context",
        "*.missing /x/, no source files were specified: *.missing matches nothing",
        "'a.txt b.txt /x', When using COPY with more than one source file",
        "'*.txt /x', When using COPY with more than one source file",
        "'[a /x', 'syntax error in pattern [a'",
        "'--chmod=u+x a.txt /x', --chmod=u+x is no octal mode",
        "'--chown=nobody a.txt /x', unable to find user nobody in /etc/passwd of the image",
        "'--chown=0:staff a.txt /x', unable to find group staff",
        "'--from=missing a /x', no image missing:latest in",
        "'--from=Bad/Name@x a /x', bad image name",
    })
    void refuses(String arguments, String message) {
        assertThatThrownBy(() -> bench.build("FROM scratch", "COPY " + arguments))
                .hasMessageStartingWith("Dockerfile:2: COPY " + arguments + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void whatIsIgnoredCannotBeCopied() throws Exception {
        bench.file(".dockerignore", "*.txt\n!b.txt\ndir/sub\n");

        assertThat(files("FROM scratch", "COPY *.txt /x/", "COPY dir /d")).isEqualTo("d/link d/one x/b.txt");
        assertThatThrownBy(() -> bench.build("FROM scratch", "COPY a.txt /x"))
                .hasMessageContaining("excluded by .dockerignore");
    }

    @Test
    void ownersAreLookedUpInTheImage() throws Exception {
        bench.file("etc/passwd", "root:x:0:0::/root:/bin/sh\napp:x:1000:1001::/home/app:/bin/sh\n")
                .file("etc/group", "root:x:0:\nstaff:x:50:app\n");
        BuiltImage image = bench.build(
                "FROM scratch",
                "COPY etc /etc/",
                "COPY --chown=app a.txt /named",
                "COPY --chown=app:staff --chmod=4711 dir /both",
                "COPY --chown=7:8 a.txt /numbers/",
                "ARG who=9",
                "COPY --chown=$who a.txt /one");
        FileTree tree = bench.files(image);

        assertThat(tree.find("named").orElseThrow().owner()).isEqualTo(new Node.Owner(1000, 1000));
        assertThat(tree.find("both/sub/two").orElseThrow().owner()).isEqualTo(new Node.Owner(1000, 50));
        assertThat(tree.find("both/sub/two").orElseThrow().mode()).isEqualTo(04711);
        assertThat(tree.find("both/link").orElseThrow().mode()).isEqualTo(0777);
        assertThat(tree.find("numbers").orElseThrow().owner()).isEqualTo(new Node.Owner(7, 8));
        assertThat(tree.find("one").orElseThrow().owner()).isEqualTo(new Node.Owner(9, 9));
        assertThat(tree.find("etc").orElseThrow().owner()).isEqualTo(Node.Owner.ROOT);
    }

    @Test
    void aDestinationThroughLinksStaysInTheImage() throws Exception {
        BuiltImage base = bench.build("FROM scratch", "ADD base.tar /", "COPY a.txt /deep/link/x/", "COPY b.txt /file");

        assertThat(bench.files(base).all().keySet())
                .contains("usr/x/a.txt", "etc/target")
                .doesNotContain("deep/link/x/a.txt");
        assertThat(bench.content(base, "etc/target")).isEqualTo("b");
    }

    @Test
    void directoriesAboveKeepTheirModeInTheNewLayer() {
        BuiltImage image = bench.build("FROM scratch", "ADD base.tar /", "COPY a.txt /tmp/new/");

        assertThat(bench.files(image).find("tmp").orElseThrow().mode()).isEqualTo(01777);
        assertThat(bench.files(image).find("tmp/new").orElseThrow().mode()).isEqualTo(0755);
        assertThat(bench.manifest(image).layers()).hasSize(2);
    }

    @Test
    void aFileIsNoDirectoryAndADirectoryNoFile() {
        assertThatThrownBy(() -> bench.build("FROM scratch", "COPY a.txt /x", "COPY a.txt /x/y"))
                .hasMessageContaining("Dockerfile:3: ")
                .hasMessageContaining("/x in the image is no directory");
        assertThatThrownBy(() -> bench.build(
                        "FROM scratch",
                        "COPY dir /d",
                        "COPY dir/sub/two a.txt /d/sub/../",
                        "COPY dir/one /e/sub/x",
                        "COPY dir/sub /d/one"))
                .hasMessageContaining("/d/one in the image is no directory");
        assertThatThrownBy(() -> bench.build("FROM scratch", "WORKDIR /d/a.txt", "COPY a.txt /d/"))
                .hasMessageContaining("cannot copy to directory: /d/a.txt");
        assertThat(files("FROM scratch", "COPY dir /d", "COPY a.txt /d")).contains("d/a.txt");
    }

    @Test
    void whatNoLayerCanHaveIsRefusedWhenItIsCopiedAndNotBefore() throws Exception {
        Files.writeString(bench.context.resolve("dir/.wh.one"), "");
        assertThat(new ProcessBuilder("mkfifo", bench.context.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(files("FROM scratch", "COPY a.txt /x")).isEqualTo("x");
        assertThatThrownBy(() -> bench.build("FROM scratch", "COPY dir /x"))
                .hasMessageContaining("x/.wh.one cannot be copied: it is a name that means a deletion in a layer");
        assertThatThrownBy(() -> bench.build("FROM scratch", "COPY pipe /x"))
                .hasMessageContaining("pipe cannot be copied: it is a pipe, socket or device: leave it out");
    }

    @Test
    void addUnpacksArchivesAndCopyDoesNot() throws Exception {
        byte[] tar = archive(directory("d/", 0700), file("d/f", "hello"), link("d/l", "f"));
        Files.write(bench.context.resolve("x.tar.gz"), gzip(tar));

        assertThat(files("FROM scratch", "ADD x.tar.gz /o/")).isEqualTo("o/d/f o/d/l");
        assertThat(files("FROM scratch", "COPY x.tar.gz /o/")).isEqualTo("o/x.tar.gz");
        assertThat(files("FROM scratch", "ADD a.txt /o/")).isEqualTo("o/a.txt");
        BuiltImage image = bench.build("FROM scratch", "ADD --chown=3:4 x.tar.gz /o/");
        assertThat(bench.files(image).find("o/d/f").orElseThrow().owner()).isEqualTo(new Node.Owner(3, 4));
        assertThat(bench.files(image).find("o/d").orElseThrow().mode()).isEqualTo(0700);
    }

    @Test
    void hostileArchivesAreRefused() throws Exception {
        for (byte[] bad : List.of(
                archive(file("../x", "")),
                archive(file("a/../../x", "")),
                archive(file(".wh.x", "")),
                archive(hard("x", "/etc/shadow")),
                Arrays.copyOf(archive(file("x", "y".repeat(5000))), 2000))) {
            Files.write(bench.context.resolve("bad.tar"), bad);
            assertThatThrownBy(() -> bench.build("FROM scratch", "ADD bad.tar /"))
                    .hasMessageStartingWith("Dockerfile:2: ADD bad.tar /: ");
        }
        Files.write(bench.context.resolve("link.tar"), archive(link("l", "/../../../tmp"), file("l/x", "1")));
        assertThat(files("FROM scratch", "ADD link.tar /")).isEqualTo("l/x"); // the link gave way
        byte[] xz = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0};
        Files.write(bench.context.resolve("x.tar.xz"), xz);
        assertThatThrownBy(() -> bench.build("FROM scratch", "ADD x.tar.xz /"))
                .hasMessageContaining("xz archives are not supported: pack it with gzip or zstd");
    }

    @Test
    void remoteSourcesAreRefused() {
        assertThatThrownBy(() -> bench.build("FROM scratch", "ADD https://example.org/x.tar /"))
                .hasMessageContaining("remote sources are not supported: https://example.org/x.tar: fetch it into");
    }

    @Test
    void hereDocumentsAreFiles() {
        BuiltImage image = bench.build(
                "FROM scratch",
                "ARG X=1",
                "COPY <<a <<'b' /d/",
                "x=$X",
                "a",
                "x=$X",
                "b",
                "COPY <<EOF /one",
                "1",
                "EOF");

        assertThat(bench.content(image, "d/a")).isEqualTo("x=1\n");
        assertThat(bench.content(image, "d/b")).isEqualTo("x=$X\n");
        assertThat(bench.content(image, "one")).isEqualTo("1\n");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private record Item(TarArchiveEntry entry, byte[] content) {}

    private static Item item(String name, byte type, int mode, String link, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name, type, true);
        entry.setMode(mode);
        entry.setLinkName(link);
        entry.setSize(bytes.length);
        return new Item(entry, bytes);
    }

    private static Item file(String name, String content) {
        return item(name, TarArchiveEntry.LF_NORMAL, 0644, "", content);
    }

    private static Item directory(String name, int mode) {
        return item(name, TarArchiveEntry.LF_DIR, mode, "", "");
    }

    private static Item link(String name, String target) {
        return item(name, TarArchiveEntry.LF_SYMLINK, 0777, target, "");
    }

    private static Item hard(String name, String target) {
        return item(name, TarArchiveEntry.LF_LINK, 0644, target, "");
    }

    private static byte[] archive(Item... items) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (Item item : items) {
                tar.putArchiveEntry(item.entry());
                tar.write(item.content());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
