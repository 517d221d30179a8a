package hangari.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootWriterTest {
    @TempDir
    Path scratch;

    @Test
    void aRootOfThisMachinesShellRunsIt() throws Exception {
        assumeTrue(new ProcessBuilder("unshare", "-r", "true").start().waitFor() == 0, "no user namespace allowed");
        Path root = scratch.resolve("뿌리 하나");
        RootPlanner.host().plan(List.of("sh", "ls", "cat")).createAt(root);

        Process box = new ProcessBuilder(
                        "unshare",
                        "-rR",
                        root.toString(),
                        "/bin/sh",
                        "-c",
                        "cd /tmp && echo $PWD && cat /etc/hosts && ls /")
                .redirectErrorStream(true)
                .start();
        String said = new String(box.getInputStream().readAllBytes());

        assertThat(box.waitFor()).as(said).isZero();
        assertThat(said.lines()).contains("/tmp", "127.0.0.1 localhost", "etc", "proc");
    }

    @Test
    void permissionsTimesAndLinksAreThoseOfThePlan() throws Exception {
        Path source = Files.writeString(scratch.resolve("source"), "#!");
        Files.setAttribute(source, "unix:mode", 04751);
        var plan = new RootPlan(List.of(
                new RootPlan.Directory("/tmp", 01777, ""),
                new RootPlan.Copy("/tmp/p", source, 2, ""),
                new RootPlan.Symlink("/l", "tmp/p", ""),
                new RootPlan.Text("/t", "hi", "")));

        plan.createAt(scratch.resolve("root"));

        Path root = scratch.resolve("root");
        assertThat(mode(root)).isEqualTo(0755);
        assertThat(mode(root.resolve("tmp"))).isEqualTo(01777);
        assertThat(mode(root.resolve("tmp/p"))).as("set-user-ID is not copied").isEqualTo(0751);
        assertThat(Files.getLastModifiedTime(root.resolve("tmp/p"))).isEqualTo(Files.getLastModifiedTime(source));
        assertThat(Files.readSymbolicLink(root.resolve("l"))).hasToString("tmp/p");
        assertThat(Files.readString(root.resolve("t"))).isEqualTo("hi");
        assertThat(Files.isSameFile(source, root.resolve("l")))
                .as("a copy, not a hard link")
                .isFalse();
    }

    @Test
    void aFailureLeavesNothingHalfMade() throws Exception {
        var plan = new RootPlan(List.of(
                new RootPlan.Directory("/etc", 0755, ""),
                new RootPlan.Copy("/etc/x", scratch.resolve("missing"), 1, "")));

        assertThatThrownBy(() -> plan.createAt(scratch.resolve("root")))
                .isInstanceOf(ImageException.class)
                .hasMessage("cannot make /etc/x in " + scratch.resolve("root") + ": no such file: "
                        + scratch.resolve("missing") + ": check the path");
        assertThat(children(scratch)).isEmpty();
    }

    @Test
    void aRootThatIsThereAlreadyIsNotOverwritten() throws Exception {
        Path root = Files.createDirectory(scratch.resolve("root"));
        Files.writeString(root.resolve("mine"), "");

        assertThatThrownBy(() -> new RootPlan(List.of()).createAt(root))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("cannot make the root " + root + ": ");
        assertThat(children(root)).containsExactly("mine");
        assertThat(children(scratch)).containsExactly("root");
    }

    @Test
    void anEmptyDirectoryMayBecomeTheRoot() throws Exception {
        Path root = Files.createDirectory(scratch.resolve("root"));

        new RootPlan(List.of(new RootPlan.Text("/a", "", ""))).createAt(root);

        assertThat(children(root)).containsExactly("a");
    }

    @Test
    void addingTwiceChangesNothingAndKeepsTheOwnersTexts() throws Exception {
        var plan = RootPlanner.host().plan(List.of("sh"));
        Path root = scratch.resolve("root");
        plan.createAt(root);
        Files.writeString(root.resolve("etc/hosts"), "mine");

        plan.addTo(root);

        assertThat(Files.readString(root.resolve("etc/hosts"))).isEqualTo("mine");
        assertThat(children(root)).noneMatch(name -> name.startsWith(TemporaryName.PREFIX));
    }

    @Test
    void aDirectoryThatHasToBecomeALinkIsMergedIntoItsTarget() throws Exception {
        Path root = Files.createDirectory(scratch.resolve("root"));
        Files.createDirectories(root.resolve("bin"));
        Files.writeString(root.resolve("bin/mine"), "kept");
        var plan = new RootPlan(List.of(
                new RootPlan.Symlink("/bin", "usr/bin", ""),
                new RootPlan.Directory("/usr", 0755, ""),
                new RootPlan.Directory("/usr/bin", 0755, ""),
                new RootPlan.Text("/usr/bin/new", "", "")));

        plan.addTo(root);

        assertThat(Files.readSymbolicLink(root.resolve("bin"))).hasToString("usr/bin");
        assertThat(children(root.resolve("usr/bin"))).containsExactly("mine", "new");
    }

    @Test
    void aHostileLinkInTheRootDoesNotLeadOutOfIt() throws Exception {
        Path root = Files.createDirectory(scratch.resolve("root"));
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        Files.createSymbolicLink(root.resolve("etc"), outside);
        var plan = new RootPlan(List.of(new RootPlan.Text("/etc/passwd", "x", "")));

        assertThatThrownBy(() -> plan.addTo(root)).hasMessageContaining("/etc leads nowhere within " + root);
        assertThat(children(outside)).isEmpty();
    }

    @Test
    void addingToWhatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new RootPlan(List.of()).addTo(scratch.resolve("none")))
                .hasMessage("cannot add to " + scratch.resolve("none") + ": no such directory");
    }

    private static int mode(Path path) throws Exception {
        return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    }

    private static List<String> children(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
