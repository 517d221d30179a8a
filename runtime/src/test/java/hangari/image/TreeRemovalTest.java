package hangari.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRemovalTest {
    @TempDir
    Path scratch;

    @Test
    void linksAreRemovedAndNotFollowed() throws Exception {
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept"), "");
        Path tree = Files.createDirectories(scratch.resolve("나무/안 쪽")).getParent();
        Files.createSymbolicLink(tree.resolve("dir"), outside);
        Files.createSymbolicLink(tree.resolve("안 쪽/file"), kept);

        TreeRemoval.remove(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void theTreeItselfMayBeALinkOrAFileOrMissing() throws Exception {
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        Path link = Files.createSymbolicLink(scratch.resolve("link"), outside);
        Path file = Files.writeString(scratch.resolve("file"), "");

        TreeRemoval.remove(link);
        TreeRemoval.remove(file);
        TreeRemoval.remove(scratch.resolve("missing"));

        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(file).doesNotExist();
        assertThat(outside).exists();
    }

    @Test
    void directoriesThatForbidEvenTheirOwnerAreOpenedUp() throws Exception {
        Path tree = Files.createDirectories(scratch.resolve("tree"));
        Path work = Files.createDirectories(tree.resolve("work/work"));
        Files.writeString(work.resolve("left"), "");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(work.getParent(), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("r-x------"));

        TreeRemoval.remove(tree);

        assertThat(tree).doesNotExist();
    }

    @Test
    void aTreeDeeperThanThereAreDescriptorsIsRemoved() throws Exception {
        Path tree = Files.createDirectory(scratch.resolve("tree"));
        // deeper than a path can be long: only a process that walks into it can make or see it
        run("perl", "-e", "for (1..1500) { mkdir 'd' x 100 or die; chdir 'd' x 100 or die }", tree);

        TreeRemoval.remove(tree);

        assertThat(tree).doesNotExist();
    }

    @Test
    void aTreeWithAMountInItIsRefused() {
        assertThatThrownBy(() -> TreeRemoval.remove(Path.of("/proc")))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("cannot remove /proc: /proc")
                .hasMessageContaining("is a mount point")
                .hasMessageEndingWith("umount it first");
    }

    private static void run(String program, String option, String script, Path directory)
            throws IOException, InterruptedException {
        int exit = new ProcessBuilder(program, option, script)
                .directory(directory.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }
}
