package hangari.image.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and links in a tree that nobody vouches for. */
class FileTreeTest {
    private static final Node FILE = Node.file(0644, Instant.EPOCH, new byte[0]);

    private static Node link(String target) {
        return Node.symlink(target, Node.Owner.ROOT, Instant.EPOCH);
    }

    private static FileTree tree() {
        var tree = new FileTree();
        tree.put("usr/bin/ls", FILE);
        tree.put("bin", link("/usr/bin"));
        tree.put("up", link("../../../../usr"));
        tree.put("usr/here", link("."));
        tree.put("usr/next", link("../bin/ls"));
        tree.put("loop", link("/loop"));
        tree.put("a", link("b"));
        tree.put("b", link("a"));
        return tree;
    }

    @ParameterizedTest
    @CsvSource({
        "bin/ls, usr/bin/ls",
        "/bin/ls, usr/bin/ls",
        "bin, usr/bin",
        "up/bin/ls, usr/bin/ls",
        "usr/here/here/bin, usr/bin",
        "usr/next, usr/bin/ls",
        "../../etc/passwd, etc/passwd",
        "bin/../x, usr/x",
        "missing/x, missing/x",
        "'', ''",
    })
    void linksStayInTheTree(String path, String real) {
        assertThat(tree().resolve(path)).isEqualTo(real);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "a/x", "b"})
    void circlesAreRefused(String path) {
        assertThatThrownBy(() -> tree().resolve(path))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("too many levels of symbolic links");
    }

    @Test
    void theDocumentedExampleHolds() {
        var tree = new FileTree();
        tree.put("usr/bin/ls", Node.file(0755, Instant.EPOCH, new byte[0]));
        tree.put("bin", Node.symlink("/usr/bin", Node.Owner.ROOT, Instant.EPOCH));

        assertThat(tree.resolve("bin/ls")).isEqualTo("usr/bin/ls");
    }

    @Test
    void whatIsNoDirectoryReplacesADirectoryWithAllThatIsInIt() {
        var tree = tree();
        tree.put("usr", FILE);

        assertThat(tree.all().keySet()).containsExactly("a", "b", "bin", "loop", "up", "usr");
        assertThat(tree.isDirectory("usr")).isFalse();
    }

    @Test
    void namesThatSortBesideTheSlashAreNotBelow() {
        var tree = new FileTree();
        tree.put("a", Node.directory(0755, Node.Owner.ROOT, Instant.EPOCH));
        tree.put("a-b", FILE);
        tree.put("a/b", FILE);
        tree.put("a0", FILE);

        assertThat(tree.below("a").keySet()).containsExactly("a/b");
        assertThat(tree.below("").keySet()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "a/..", "a\0b", "/.."})
    void entriesThatLeadOutAreRefused(String name) {
        assertThatThrownBy(() -> TreePath.ofEntry(name)).hasMessageContaining("do not trust who made it");
    }

    @Test
    void entriesTooLongOrTooDeepAreRefused() {
        assertThatThrownBy(() -> TreePath.ofEntry("x".repeat(256))).isInstanceOf(ImageException.class);
        assertThatThrownBy(() -> TreePath.ofEntry("x/".repeat(201))).isInstanceOf(ImageException.class);
        assertThatThrownBy(() -> TreePath.ofEntry("x/".repeat(5000))).isInstanceOf(ImageException.class);
        assertThat(TreePath.ofEntry("/./a//b/")).isEqualTo("a/b");
    }
}
