package hangari.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With layers built by hand, mark by mark. */
class LayerChangesTest {
    @TempDir
    Path scratch;

    Path base;
    Path middle;
    Path upper;

    @BeforeEach
    void makeThreeLayers() throws Exception {
        base = Files.createDirectory(scratch.resolve("base"));
        middle = Files.createDirectory(scratch.resolve("middle"));
        upper = Files.createDirectory(scratch.resolve("upper"));
    }

    @Test
    void anEmptyLayerChangesNothing() {
        assertThat(changes().changes()).isEmpty();
        assertThat(changes()).hasToString("");
    }

    @Test
    void tellsAdditionsFromCopiesAndDeletions() throws Exception {
        write(base, "etc/motd", "old");
        write(base, "bin/ls", "x");
        write(upper, "etc/motd", "old and new");
        write(upper, "한 글/새 것", "12345");
        whiteout(upper, "bin/ls");

        assertThat(changes()).hasToString("""
                C /bin
                D /bin/ls
                C /etc
                C /etc/motd (11 B)
                A /한 글
                A /한 글/새 것 (5 B)""");
        assertThat(changes().bytes()).isEqualTo(16);
        assertThat(changes().at("/bin/ls")).contains(new LayerChange.Deleted("/bin/ls"));
    }

    @Test
    void whatAHigherLayerHasDeletedCountsAsNew() throws Exception {
        write(base, "a", "1");
        whiteout(middle, "a");
        write(upper, "a", "2");

        assertThat(changes()).hasToString("A /a (1 B)");
    }

    @Test
    void whatWasDeletedWithItsDirectoryCountsAsNew() throws Exception {
        write(base, "d/a", "1");
        whiteout(middle, "d");
        write(upper, "d/a", "2");

        assertThat(changes()).hasToString("A /d\nA /d/a (1 B)");
    }

    @Test
    void aFileInADirectorysPlaceHidesWhatTheDirectoryHeld() throws Exception {
        write(base, "d/a", "1");
        write(middle, "d", "a file");
        write(upper, "d/a", "2");

        assertThat(changes()).hasToString("C /d\nA /d/a (1 B)");
    }

    @Test
    void anOpaqueDirectoryDeletesAllThatItDoesNotHold() throws Exception {
        write(base, "d/gone", "1");
        write(base, "d/kept", "1");
        write(middle, "d/also gone", "1");
        whiteout(middle, "d/never there");
        write(upper, "d/kept", "22");
        opaque(upper, "d");

        assertThat(changes()).hasToString("""
                C /d
                D /d/also gone
                D /d/gone
                C /d/kept (2 B)""");
    }

    @Test
    void whatIsBelowAnOpaqueDirectoryOfALowerLayerIsNotSeen() throws Exception {
        write(base, "d/a", "1");
        write(middle, "d/b", "1");
        opaque(middle, "d");
        write(upper, "d/a", "2");

        assertThat(changes()).hasToString("C /d\nA /d/a (1 B)");
    }

    @Test
    void aMarkedEmptyFileIsAWhiteoutToo() throws Exception {
        write(base, "a", "1");
        mark(write(upper, "a", ""), "overlay.whiteout", "");

        assertThat(changes()).hasToString("D /a");
    }

    @Test
    void aWhiteoutOfNothingIsNoChange() throws Exception {
        whiteout(upper, "never there");

        assertThat(changes().changes()).isEmpty();
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        Files.createSymbolicLink(upper.resolve("link"), Path.of("/etc"));

        assertThat(changes()).hasToString("A /link");
    }

    private LayerChanges changes() {
        return LayerChanges.of(upper, List.of(base, middle));
    }

    private static Path write(Path layer, String path, String content) throws IOException {
        Path file = layer.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void whiteout(Path layer, String path) throws IOException {
        Files.createDirectories(layer.resolve(path).getParent());
        Whiteouts.make(List.of(layer.resolve(path)));
    }

    private static void opaque(Path layer, String path) throws IOException {
        mark(layer.resolve(path), "overlay.opaque", "y");
    }

    private static void mark(Path file, String name, String value) throws IOException {
        var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        try {
            view.write(name, ByteBuffer.wrap(value.getBytes()));
        } catch (IOException e) {
            assumeTrue(false, "this file system has no user extended attributes: " + e.getMessage());
        }
    }
}
