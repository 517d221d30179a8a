package hangari.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With boxes that really run on the stacks. */
class LayerStoreTest {
    @TempDir
    Path scratch;

    LayerStore store;
    Layer base;

    @BeforeEach
    void makeABaseLayer() {
        store = LayerStore.in(scratch.resolve("창 고:,"));
        base = store.add(new RootPlan(List.of(
                new RootPlan.Directory("/bin", 0755, ""),
                new RootPlan.Text("/bin/ls", "machine code", ""),
                new RootPlan.Directory("/etc", 0755, ""),
                new RootPlan.Text("/etc/motd", "hello", ""),
                new RootPlan.Text("/etc/passwd", "root", ""))));
    }

    @Test
    void aBoxChangesItsStackAndNothingBelow() throws Exception {
        Stack stack = store.stack(List.of(base));

        box(stack, "rm bin/ls; echo -n , >> etc/motd; echo new > etc/new; mkdir -p a/b; chmod 700 etc/passwd");

        assertThat(stack.changes()).hasToString("""
                A /a
                A /a/b
                C /bin
                D /bin/ls
                C /etc
                C /etc/motd (6 B)
                A /etc/new (4 B)
                C /etc/passwd (4 B)""");
        assertThat(Whiteouts.is(stack.upper().resolve("bin/ls"))).isTrue();
        assertThat(base.directory().resolve("bin/ls")).hasContent("machine code");
        assertThat(base.directory().resolve("etc/motd")).hasContent("hello");
    }

    @Test
    void aDirectoryThatWasReplacedHidesTheOldOne() throws Exception {
        Stack stack = store.stack(List.of(base));

        box(stack, "rm -r etc; mkdir etc; echo x > etc/motd");

        assertThat(stack.changes()).hasToString("""
                C /etc
                D /etc/passwd
                C /etc/motd (2 B)""");
    }

    @Test
    void frozenChangesAreALayerForTheNextStack() throws Exception {
        Stack first = store.stack(List.of(base));
        box(first, "rm -r etc; mkdir etc; echo x > etc/issue; rm bin/ls");
        Layer frozen = store.freeze(first);

        assertThat(store.layers()).containsExactlyInAnyOrder(base, frozen);
        assertThat(first.directory()).doesNotExist();

        Stack second = store.stack(List.of(base, frozen));
        box(second, "test ! -e bin/ls; test \"$(ls etc)\" = issue; echo back > bin/ls");

        assertThat(second.changes()).hasToString("C /bin\nA /bin/ls (5 B)");
    }

    @Test
    void aHandMadeWhiteoutHidesTheFileBelow() throws Exception {
        Path layer = Files.createDirectories(scratch.resolve("by hand/bin"));
        Whiteouts.make(List.of(layer.resolve("ls")));

        box(store.stack(List.of(base, Layer.of(layer.getParent()))), "test ! -e bin/ls; test -d bin");
    }

    @Test
    void aStackIsRemovedWithTheForbiddenDirectoryThatOverlayfsLeaves() throws Exception {
        Stack stack = store.stack(List.of(base));
        box(stack, "touch x");
        assertThat(stack.work().resolve("work")).exists();

        store.remove(stack);

        assertThat(stack.directory()).doesNotExist();
    }

    @Test
    void layersAreFoundAgainAndRemoved() {
        var again = LayerStore.in(scratch.resolve("창 고:,"));
        assertThat(again.get(base.id())).isEqualTo(base);

        again.remove(base);

        assertThat(again.layers()).isEmpty();
        assertThatThrownBy(() -> again.get(base.id()))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("no layer \"" + base.id() + "\" in ");
    }

    @Test
    void whatAKilledProcessLeftUnfinishedIsNoLayerAndIsSwept() throws Exception {
        Path left = Files.createDirectory(base.directory().resolveSibling(TemporaryName.next()));

        assertThat(store.layers()).containsExactly(base);
        store.sweep();

        assertThat(left).doesNotExist();
        assertThat(store.layers()).containsExactly(base);
    }

    @Test
    void usageCountsAFileWithTwoNamesOnce() throws Exception {
        Files.createLink(base.directory().resolve("bin/dir"), base.directory().resolve("bin/ls"));

        assertThat(base.usage()).isEqualTo(new DiskUsage(6, 21)).hasToString("6 files, 21 B");
    }

    @Test
    void aStackOfNothingIsRefused() {
        assertThatThrownBy(() -> store.stack(List.of())).hasMessage("a stack of no layers: name at least one");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() {
        assertThatThrownBy(() -> LayerStore.in(Path.of("/proc/없다")))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("cannot open the layer store /proc/없다: ");
    }

    private static void box(Stack stack, String script) throws Exception {
        OverlayBox.run(stack.options(), stack.merged(), script);
    }
}
