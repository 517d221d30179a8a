package hangari.image.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysrootTest {
    @TempDir
    Path root;

    Sysroot sysroot;

    @BeforeEach
    void makeAMergedUsr() throws Exception {
        sysroot = new Sysroot(root);
        Files.createDirectories(root.resolve("usr/bin"));
        Files.writeString(root.resolve("usr/bin/dash"), "");
        link("bin", "usr/bin");
        link("usr/bin/sh", "dash");
    }

    @Test
    void recordsEveryLinkOnTheWay() {
        var found = sysroot.resolve("/bin/sh").orElseThrow();

        assertThat(found.path()).isEqualTo("/usr/bin/dash");
        assertThat(found.links())
                .containsExactly(new Sysroot.Link("/bin", "usr/bin"), new Sysroot.Link("/usr/bin/sh", "dash"));
    }

    @Test
    void anAbsoluteLinkStaysInsideTheTree() throws Exception {
        link("editor", "/bin/../bin/sh");

        assertThat(sysroot.resolve("/editor").orElseThrow().path()).isEqualTo("/usr/bin/dash");
    }

    @Test
    void dotDotOfTheRootIsTheRoot() throws Exception {
        link("up", "../../../usr");

        assertThat(sysroot.resolve("/../up/./bin//dash").orElseThrow().path()).isEqualTo("/usr/bin/dash");
    }

    @Test
    void aLoopIsNotFollowedForEver() throws Exception {
        link("a", "b");
        link("b", "/a");

        assertThat(sysroot.resolve("/a")).isEmpty();
    }

    @Test
    void whatIsMissingOrNoDirectoryLeadsNowhere() throws Exception {
        link("dangling", "nowhere");

        assertThat(sysroot.resolve("/dangling")).isEmpty();
        assertThat(sysroot.resolve("/usr/bin/dash/x")).isEmpty();
        assertThat(sysroot.resolve("/nope")).isEmpty();
    }

    private void link(String path, String target) throws Exception {
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }
}
