package hangari.cli.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.life.Frame;
import hangari.linux.Pty;
import hangari.linux.TerminalMode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between a real terminal and a container's. */
class AttachmentTest {
    @TempDir
    Path directory;

    private TestDesk desk;
    private Pty pty;

    @BeforeEach
    void aTerminal() {
        pty = Pty.open();
        TerminalMode.setSize(pty.terminal(), new TerminalMode.Size(30, 100));
        desk = new TestDesk(directory);
        desk.terminal = Optional.of(new UserTerminal(pty.terminal()));
    }

    @AfterEach
    void end() {
        pty.close();
    }

    private Thread run(int[] status, String... arguments) {
        var thread = new Thread(() -> status[0] = desk.run(arguments));
        thread.start();
        return thread;
    }

    private Frame sent() throws InterruptedException {
        return desk.supervisor.script.input.take();
    }

    @Test
    void everyKeyAndTheSizeOfTheWindowAreSentAndTheTerminalIsRestored() throws InterruptedException {
        int[] status = {-1};
        Thread run = run(status, "run", "-it", "--rootfs", "/base", "sh");
        assertThat(sent()).isEqualTo(Frame.resize(30, 100));
        pty.master().write("\u0003\u001a".getBytes(UTF_8));
        assertThat(sent()).isEqualTo(Frame.stdin("\u0003\u001a".getBytes(UTF_8)));

        desk.supervisor.script.say(Frame.exit(5));
        run.join();
        assertThat(status[0]).isEqualTo(5);
        // a terminal that is cooked again echoes what is typed
        pty.master().write("x".getBytes(UTF_8));
        assertThat(pty.master().read()).isEqualTo("x".getBytes(UTF_8));
    }

    @Test
    void theDetachKeysLeaveItRunning() throws InterruptedException {
        int[] status = {-1};
        Thread run = run(status, "run", "-it", "--name", "web", "--detach-keys", "ctrl-x", "--rootfs", "/base");
        assertThat(sent().kind()).isEqualTo(Frame.Kind.RESIZE);
        pty.master().write("ls\u0018".getBytes(UTF_8));
        assertThat(sent()).isEqualTo(Frame.stdin("ls".getBytes(UTF_8)));
        run.join();
        assertThat(status[0]).isZero();
        assertThat(desk.complaint()).contains("left web running: hangari attach joins it again");
    }

    @Test
    void whatIsTypedAfterTheEndIsLeftForOthers() throws InterruptedException {
        int[] status = {-1};
        Thread run = run(status, "run", "-it", "--rootfs", "/base", "sh");
        sent();
        desk.supervisor.script.say(Frame.exit(0));
        run.join();
        pty.master().write("next\n".getBytes(UTF_8));
        assertThat(pty.terminal().read()).isEqualTo("next\n".getBytes(UTF_8));
    }
}
