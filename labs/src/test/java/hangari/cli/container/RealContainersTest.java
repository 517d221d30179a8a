package hangari.cli.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import hangari.linux.Pty;
import hangari.linux.TerminalMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands on real containers: what is typed here happens there, and what happens there is seen here. */
@Timeout(300)
class RealContainersTest {
    @TempDir
    Path directory;

    private RealDesk real;
    private TestDesk desk;

    @BeforeEach
    void aRootAndASupervisor() throws IOException {
        assumeTrue(Credentials.canAdministrate(), "not root");
        real = RealDesk.in(directory, "sh", "cat", "sleep", "id", "stty", "tty", "yes", "wc");
        desk = real.desk();
        Files.writeString(real.root().resolve("plain"), "no program");
    }

    @AfterEach
    void leaveNothing() {
        if (real != null) {
            real.close();
        }
    }

    private int run(String options, String... command) {
        return real.run(options, command);
    }

    private int runs(String line) {
        return desk.run(line.split(" "));
    }

    @Test
    void streamsAndStatusesAreTheProgramsOwn() {
        assertThat(run("--rm", "sh", "-c", "echo out; echo err >&2; exit 3")).isEqualTo(3);
        assertThat(desk.said()).isEqualTo("out\n");
        assertThat(desk.complaint()).isEqualTo("err\n");

        desk.in = new ByteArrayInputStream("hello".getBytes(UTF_8));
        assertThat(run("--rm -i", "wc", "-c")).isZero();
        assertThat(desk.said()).isEqualTo("5\n");

        assertThat(run("--rm", "nosuch")).isEqualTo(127);
        assertThat(desk.complaint()).hasLineCount(1).contains("nosuch", "ENOENT");
        assertThat(run("--rm", "/plain")).isEqualTo(126);
        assertThat(desk.complaint()).hasLineCount(1).contains("EACCES");
        runs("ps -aq");
        assertThat(desk.said()).isEmpty();
    }

    @Test
    void oneThatRunsInTheBackgroundIsSeenAndSteered() {
        String script = "trap 'echo bye; exit 5' TERM; echo ready; while :; do sleep 0.05; done";
        assertThat(run("-d --name web --label tier=1 -m 64m --pids-limit 20", "sh", "-c", script))
                .as(desk.complaint())
                .isZero();
        assertThat(desk.said()).matches("[0-9a-f]{64}\n");

        assertThat(runs("ps --format {{.Names}}|{{.State}}|{{.Labels}}")).isZero();
        assertThat(desk.said()).isEqualTo("web|running|tier=1\n");
        assertThat(runs("top web")).isZero();
        assertThat(desk.said()).contains("PID", "sh -c trap");
        assertThat(runs("pause web")).isZero();
        runs("ps --filter status=paused --format {{.Status}}");
        assertThat(desk.said()).endsWith("(Paused)\n");
        assertThat(runs("unpause web")).isZero();
        assertThat(runs("rename web shop")).isZero();
        assertThat(runs("stats --no-stream --format {{.Name}}|{{.PIDs}}|{{.MemUsage}} shop"))
                .isZero();
        assertThat(desk.said()).matches("shop\\|\\d+\\|.* / 64MiB\n");

        assertThat(runs("stop shop")).isZero();
        assertThat(runs("wait shop")).isZero();
        assertThat(desk.said()).isEqualTo("5\n");
        assertThat(runs("logs shop")).isZero();
        assertThat(desk.said()).isEqualTo("ready\nbye\n");
        assertThat(runs("logs -n 1 -t shop")).isZero();
        assertThat(desk.said()).matches("20\\d\\d-.*T.*Z bye\n");
        assertThat(runs("container inspect -f {{.State.Status}}|{{.State.ExitCode}}|{{.HostConfig.Memory}} shop"))
                .isZero();
        assertThat(desk.said()).isEqualTo("exited|5|67108864\n");

        assertThat(runs("start shop")).isZero();
        assertThat(runs("rm shop nobody")).isEqualTo(1);
        assertThat(desk.complaint()).hasLineCount(2);
        assertThat(runs("kill shop")).isZero();
        runs("wait shop");
        assertThat(desk.said()).isEqualTo("137\n");
        assertThat(runs("rm shop")).isZero();
    }

    @Test
    void aShellOnATerminalHasWindowKeysAndJobs() throws Exception {
        try (Pty pty = Pty.open()) {
            TerminalMode.setSize(pty.terminal(), new TerminalMode.Size(30, 100));
            desk.terminal = Optional.of(new UserTerminal(pty.terminal()));
            desk.outTo = new TerminalScreen.Sink(pty);
            var screen = new TerminalScreen(pty);
            int[] status = {-1};
            Thread run = new Thread(() -> status[0] = run("-it --name box", "sh"));
            run.start();

            screen.until("# ");
            screen.type("stty size\n").until("30 100");
            TerminalMode.setSize(pty.terminal(), new TerminalMode.Size(25, 90));
            tellOfTheWindow();
            screen.type("sleep 0.2; stty size\n").until("25 90");
            screen.type("sh -c 'echo up; sleep 100'\n").until("up\r\n");
            screen.type("\u001a").until("Stopped");
            screen.type("fg\n").until("sleep 100\"");
            screen.type("\u0003").until("# ");
            screen.type("echo status $?\n").until("status 130");
            screen.type("tty; exit 9\n").until("/dev/pts/0");
            run.join();
            assertThat(status[0]).isEqualTo(9);
        }
    }

    @Test
    void oneIsLeftByTheDetachKeysAndJoinedAgain() throws Exception {
        try (Pty pty = Pty.open()) {
            desk.terminal = Optional.of(new UserTerminal(pty.terminal()));
            desk.outTo = new TerminalScreen.Sink(pty);
            var screen = new TerminalScreen(pty);
            int[] status = {-1, -1};
            Thread run = new Thread(() -> status[0] = run("-it --name box", "sh"));
            run.start();
            screen.until("# ");
            screen.type("A=kept\n").until("# ");
            screen.type("\u0010\u0011");
            run.join();
            assertThat(status[0]).isZero();
            assertThat(desk.complaint()).contains("left box running: hangari attach joins it again");

            Thread again = new Thread(() -> status[1] = runs("attach box"));
            again.start();
            screen.type("echo $A once; exit 4\n").until("kept once");
            again.join();
            assertThat(status[1]).isEqualTo(4);
        }
    }

    /** As the kernel does it where our terminal is the one we were started on. */
    private static void tellOfTheWindow() throws Exception {
        String pid = String.valueOf(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("sh", "-c", "kill -WINCH " + pid).start().waitFor())
                .isZero();
    }
}
