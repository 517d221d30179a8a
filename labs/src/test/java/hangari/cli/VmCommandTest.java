package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.cli.state.StateDirectory;
import hangari.image.RootPlanner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command that runs another in a virtual machine. */
class VmCommandTest {
    /** A kernel that was unpacked once need not be again. */
    private static final Path STATE = Path.of("target", "vm").toAbsolutePath();

    @TempDir
    Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Path state, String... arguments) {
        return run(new ByteArrayOutputStream(), state, arguments);
    }

    private int run(OutputStream out, Path state, String... arguments) {
        var console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return Cli.run(
                console, new Surroundings(directory, new StateDirectory(state), "en_US.UTF-8", false), arguments);
    }

    @Test
    void withoutACommandThereIsNoMachine() {
        assertThat(run(directory.resolve("state"), "vm")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: no command was given: name a program of the guest\n");
    }

    @Test
    void anAcceleratorThatIsNoneIsRefused() {
        assertThat(run(directory.resolve("state"), "vm", "--accel", "warp", "--", "true"))
                .isEqualTo(125);
        assertThat(err.toString(UTF_8)).contains("warp", "kvm", "tcg").hasLineCount(1);
    }

    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMachineThatIsKilledWhileTheCommandRunsIsOneLineAndAStatusOfOurs() throws Exception {
        assumeTrue(emulatorIsThere(), "no qemu-system-*: apt-get install qemu-system-x86");
        assumeTrue(kernelIsThere(), "no kernel: apt-get install --download-only linux-image-cloud-amd64");
        var said = new PipedInputStream();
        var out = new PipedOutputStream(said);
        Set<Long> before = emulators();
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                () -> run(out, STATE, "vm", "--accel", "tcg", "--", "sh", "-c", "echo ready; kill -STOP $$"));
        assertThat(said.readNBytes(6)).asString(UTF_8).isEqualTo("ready\n");
        Set<Long> started = emulators();
        started.removeAll(before);

        assertThat(started).hasSize(1);
        ProcessHandle.of(started.iterator().next()).orElseThrow().destroyForcibly();

        assertThat(status.join()).isEqualTo(125);
        assertThat(err.toString(UTF_8).lines().filter(line -> !line.startsWith("unpacking ")))
                .containsExactly("hangari: the virtual machine ended while the command ran: start it again");
        assertThat(emulators()).isEqualTo(before);
    }

    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anImagesLayersAreTheRootAndItsSettingsTheCommands() throws Exception {
        assumeTrue(emulatorIsThere(), "no qemu-system-*: apt-get install qemu-system-x86");
        assumeTrue(kernelIsThere(), "no kernel: apt-get install --download-only linux-image-cloud-amd64");
        Path root = directory.resolve("root");
        RootPlanner.host().plan(List.of("sh", "cat")).createAt(root);
        Path archive = directory.resolve("root.tar");
        assertThat(new ProcessBuilder("tar", "-C", root.toString(), "-cf", archive.toString(), ".")
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Path context = Files.createDirectory(directory.resolve("context"));
        Files.writeString(context.resolve("word"), "from above\n");
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM vm-test:one\nCOPY word /deep/word\nENV SAID=aloud\nWORKDIR /deep\nCMD [\"cat\", \"word\"]\n");
        assertThat(run(STATE, "import", archive.toString(), "vm-test:one")).isZero();
        assertThat(run(STATE, "build", "-t", "vm-test:two", context.toString())).isZero();
        try {
            var out = new ByteArrayOutputStream();
            assertThat(run(out, STATE, "vm", "--accel", "tcg", "--image", "vm-test:two"))
                    .as(() -> err.toString(UTF_8))
                    .isZero();
            assertThat(run(out, STATE, "vm", "--accel", "tcg", "--image", "vm-test:two", "sh", "-c", "echo $SAID"))
                    .isZero();
            assertThat(run(out, STATE, "vm", "--accel", "tcg", "--image", "vm-test:one", "sh", "-c", "echo /d*"))
                    .isZero();
            assertThat(out.toString(UTF_8)).isEqualTo("from above\naloud\n/dev\n");
        } finally {
            run(STATE, "rmi", "vm-test:two", "vm-test:one");
        }
    }

    @Test
    void anImageThatIsNotThereIsOneLine() {
        assertThat(run(directory.resolve("state"), "vm", "--image", "no-such-image", "--", "true"))
                .isEqualTo(125);
        assertThat(err.toString(UTF_8)).contains("no-such-image").hasLineCount(1);
    }

    private static Set<Long> emulators() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").contains("qemu-system"))
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean emulatorIsThere() {
        String name = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "qemu-system-" + name)));
    }

    private static boolean kernelIsThere() throws IOException {
        return any(Path.of("/boot"), "vmlinuz-*")
                || any(Path.of("/var/cache/apt/archives"), "linux-image-*-cloud-*.deb");
    }

    private static boolean any(Path place, String pattern) throws IOException {
        if (!Files.isDirectory(place)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place, pattern)) {
            for (Path file : files) {
                if (Files.isReadable(file)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aStateThatCannotBeWrittenIsOneLine() {
        assertThat(run(Path.of("/proc/self/state"), "vm", "--", "true")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).contains("/proc/self/state").hasLineCount(1);
    }
}
