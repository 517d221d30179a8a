package hangari.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hangari.image.RootPlanner;
import hangari.linux.GuestJob.Window;
import hangari.linux.Signal;
import hangari.peer.RequiresQemu;
import hangari.vm.agent.GuestCommand;
import hangari.vm.agent.GuestProcess;
import hangari.vm.agent.Streams;
import hangari.vm.fault.VmException;
import hangari.vm.qemu.Accelerator;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine with a Linux of its own, and commands in it. */
@RequiresQemu
@Timeout(600)
class LinuxVmTest {
    private static final Path STATE = RequiresQemu.Condition.STATE;

    @TempDir
    private static Path folder;

    private static Path root;
    private static LinuxVm vm;

    @BeforeAll
    static void startOne() {
        root = folder.resolve("root");
        RootPlanner.host()
                .plan(List.of("sh", "cat", "ls", "sleep", "stty", "wc", "uname", "head"))
                .createAt(root);
        vm = LinuxVm.start(spec());
    }

    @AfterAll
    static void endIt() {
        if (vm != null) {
            vm.close();
        }
    }

    private static VmSpec spec() {
        // KVM's own trial takes long where it hangs, and is not what is tried here.
        return VmSpec.of(root, STATE).accelerator(Accelerator.TCG);
    }

    private static VmResult shell(String script) {
        return vm.run("sh", "-c", script);
    }

    @Test
    void itsKernelIsItsOwn() throws IOException {
        String id = "/proc/sys/kernel/random/boot_id";

        assertThat(shell("cat " + id).text()).hasSize(37).isNotEqualTo(Files.readString(Path.of(id)));
        assertThat(vm.run("uname", "-r").text()).isEqualTo(vm.kernel().version() + "\n");
    }

    @Test
    void itsRootIsACopyOfTheDirectoryWithoutWhatStartedIt() {
        assertThat(shell("cd /; echo .h* *; ls /bin/cat").text())
                .startsWith(".h* ")
                .contains("/bin/cat")
                .doesNotContain("hangari");
    }

    @Test
    void theStreamsAreApartAndTheStatusIsTheCommands() {
        VmResult result = shell("echo out; echo err >&2; exit 7");

        assertThat(result.status()).isEqualTo(7);
        assertThat(result.text()).isEqualTo("out\n");
        assertThat(result.error()).asString().isEqualTo("err\n");
    }

    @Test
    void aSignalIsAStatusOf128AndItsNumber() {
        assertThat(shell("kill -KILL $$").status()).isEqualTo(137);
    }

    @Test
    void whatIsNotThereAndWhatIsNoProgramHaveDockersStatus() {
        assertThat(vm.run("no-such-program").status()).isEqualTo(127);
        VmResult folder = vm.run("/bin/");
        assertThat(folder.status()).isEqualTo(126);
        assertThat(folder.refusal().orElseThrow().line()).startsWith("execve(\"/bin/\"");
    }

    @Test
    void inputIsReadToItsEndAndOutputIsAllThere() {
        byte[] much = new byte[3_000_001];
        new Random(1).nextBytes(much);

        VmResult result = vm.run(GuestCommand.of(List.of("cat")), new ByteArrayInputStream(much));

        assertThat(result.output()).isEqualTo(much);
    }

    @Test
    void inputThatNobodyReadsDisturbsNoLaterCommand() {
        vm.run(GuestCommand.of(List.of("sh", "-c", "exit 0")), new ByteArrayInputStream(new byte[500_000]));

        VmResult result = vm.run(
                GuestCommand.of(List.of("cat")), new ByteArrayInputStream("next".getBytes(StandardCharsets.UTF_8)));
        assertThat(result.text()).isEqualTo("next");
    }

    @Test
    void outputStreamsWhileTheCommandRunsAndASignalEndsIt() throws IOException {
        var said = new PipedInputStream();
        GuestProcess process = vm.start(
                GuestCommand.of(List.of("sh", "-c", "echo ready; exec sleep 1000")),
                new Streams(
                        InputStream.nullInputStream(), new PipedOutputStream(said), OutputStream.nullOutputStream()));

        assertThat(said.readNBytes(6)).asString().isEqualTo("ready\n");
        process.signal(Signal.SIGTERM);
        assertThat(process.await()).isEqualTo(143);
    }

    @Test
    void twoCommandsRunAtATime() {
        CompletableFuture<VmResult> waits =
                CompletableFuture.supplyAsync(() -> shell("while [ ! -e /tmp/go ]; do sleep 0.01; done; echo gone"));
        assertThat(shell(": > /tmp/go").status()).isZero();

        assertThat(waits.join().text()).isEqualTo("gone\n");
    }

    @Test
    void aStreamCanBeOpenedAgainByItsName() {
        assertThat(shell("echo by name > /dev/stdout").text()).isEqualTo("by name\n");
    }

    @Test
    void aCommandCanHaveATerminalOfASize() {
        GuestCommand command = GuestCommand.of(List.of("sh", "-c", "stty size; read line; echo got $line; stty -echo"))
                .on(new Window(33, 77));

        VmResult result = vm.run(command, new ByteArrayInputStream("typed\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(result.text()).contains("33 77\r\n", "got typed\r\n");
    }

    @Test
    void aTerminalCanBeGivenAnotherSizeWhileItIsUsed() throws IOException {
        var said = new PipedInputStream();
        GuestCommand command = GuestCommand.of(
                        List.of("sh", "-c", "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.01; done"))
                .on(new Window(33, 77));
        GuestProcess process =
                vm.start(command, Streams.withoutInput(new PipedOutputStream(said), OutputStream.nullOutputStream()));
        assertThat(said.readNBytes(7)).asString().isEqualTo("ready\r\n");

        process.resize(new Window(50, 120));

        assertThat(said.readNBytes(8)).asString().isEqualTo("50 120\r\n");
        assertThat(process.await()).isZero();
        process.resize(new Window(1, 1)); // of one that is gone nothing is said
    }

    @Test
    void machinesThatAreStartedAndEndedLeaveNothing() throws Exception {
        Set<String> descriptors = descriptors();
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        long children = ProcessHandle.current().children().count();
        List<Path> files = files();

        for (int i = 0; i < 3; i++) {
            try (LinuxVm another = LinuxVm.start(spec())) {
                assertThat(another.run("sh", "-c", "exit 5").status()).isEqualTo(5);
            }
        }

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("hangari-vm") && !threads.contains(thread)) {
                thread.join(5000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThat(descriptors()).isEqualTo(descriptors);
        assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
        assertThat(files()).isEqualTo(files);
    }

    /** What is open, by number and name: sockets, pipes and memory files among them. */
    private static Set<String> descriptors() throws IOException {
        Set<String> open = new TreeSet<>();
        try (DirectoryStream<Path> numbers = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path number : numbers) {
                if (Files.isSymbolicLink(number)) { // the directory's own is closed before it is looked at
                    open.add(number.getFileName() + " " + Files.readSymbolicLink(number));
                }
            }
        }
        open.removeIf(one -> one.contains("/proc/"));
        return open;
    }

    private static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path place : List.of(STATE, folder)) {
            try (Stream<Path> found = Files.list(place)) {
                found.filter(file -> place != folder || !file.equals(root)).forEach(all::add);
            }
        }
        all.sort(null);
        return all;
    }

    @Test
    void aKernelThatPanicsIsShownWithItsLastLines() {
        VmException error = refused(spec().append("rdinit=/nowhere"));

        assertThat(error.kind()).isEqualTo(VmException.Kind.BOOT_FAILED);
        assertThat(error).hasMessageContaining("Kernel panic - not syncing");
        assertThat(error.console()).anyMatch(line -> line.contains("Kernel panic"));
    }

    @Test
    void aMachineThatHangsIsGivenUp() {
        VmException error = refused(spec().append("rdinit=/bin/cat").bootLimit(Duration.ofSeconds(3)));

        assertThat(error.kind()).isEqualTo(VmException.Kind.BOOT_TIMEOUT);
        assertThat(error).hasMessageStartingWith("the virtual machine was not ready within 3 s");
    }

    @Test
    void aMachineThatIsTooSmallIsNotStarted() {
        VmException error = refused(spec().memory(32));

        assertThat(error.kind()).isEqualTo(VmException.Kind.NO_MEMORY);
        assertThat(error)
                .hasMessageStartingWith("a virtual machine of 32 MiB is too small for a root of ")
                .hasMessageContaining("give it at least ");
    }

    private static VmException refused(VmSpec spec) {
        return catchThrowableOfType(VmException.class, () -> LinuxVm.start(spec).close());
    }

    @Test
    void aMachineThatIsKilledWhileACommandRunsIsSaidToBeGone() throws Exception {
        LinuxVm doomed = LinuxVm.start(spec());
        try (doomed) {
            var said = new PipedInputStream();
            GuestProcess process = doomed.start(
                    GuestCommand.of(List.of("sh", "-c", "echo ready; exec sleep 1000")),
                    new Streams(
                            InputStream.nullInputStream(), new PipedOutputStream(said), new ByteArrayOutputStream()));
            assertThat(said.readNBytes(6)).asString().isEqualTo("ready\n");

            kill(doomed.pid());

            assertThat(catchThrowableOfType(VmException.class, process::await))
                    .hasMessage("the virtual machine ended while the command ran: start it again");
            assertThat(catchThrowableOfType(VmException.class, () -> doomed.run("true"))
                            .kind())
                    .isEqualTo(VmException.Kind.GONE);
        }
    }

    @Test
    void whoStartedItIsKilledAndNoEmulatorIsLeft() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle emulator =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();

            owner.destroyForcibly().waitFor();

            emulator.onExit().get(20, TimeUnit.SECONDS);
            assertThat(emulator.isAlive()).isFalse();
        }
    }

    /** Starts a machine, says its emulator's PID, and waits for its end. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            LinuxVm started =
                    LinuxVm.start(VmSpec.of(Path.of(arguments[0]), STATE).accelerator(Accelerator.TCG));
            System.out.println(started.pid());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }
}
