package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Ending;
import hangari.linux.Fd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container on a terminal of its own. */
class ConsoleTest {
    @TempDir
    static Path folder;

    private static ImageRoot image;

    @BeforeAll
    static void anImage() throws IOException {
        image = ImageRoot.in(folder);
    }

    /** What is written on a terminal until nobody has it any more. */
    static String all(Fd master) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (byte[] data = master.read(); data.length > 0; data = master.read()) {
            text.writeBytes(data);
        }
        return text.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void itIsTheFirstOfItsOwnPtsAndTheConsole() throws IOException {
        try (Console console = new Console(master -> {});
                Container container = Container.on(
                        console,
                        image.sh("tty; stat -c %F /dev/console; echo here > /dev/console; echo there > /dev/tty; "
                                + "grep ' /dev/console ' /proc/self/mountinfo > /dev/null && echo mounted"))) {
            assertThat(container.refusal()).isEmpty();
            assertThat(all(console.master().orElseThrow()))
                    .isEqualTo("/dev/pts/0\ncharacter special file\nhere\nthere\nmounted\n");
            assertThat(container.await()).contains(new Ending.Exited(0));
        }
    }

    @Test
    void aFurtherProcessHasATerminalOfItsOwn() throws IOException {
        try (Console console = new Console(master -> {});
                Container container = Container.on(console, image.sh("sleep 1000"));
                Target target = Target.of(container.pid());
                Console second = new Console(master -> {});
                Container further = Container.exec(
                        target,
                        second,
                        ProcessSpec.of(java.util.List.of("sh", "-c", "tty; echo $$ > /dev/tty")),
                        Profile.docker())) {
            assertThat(further.refusal()).isEmpty();
            assertThat(all(second.master().orElseThrow())).startsWith("/dev/pts/1\n");
            assertThat(further.await()).contains(new Ending.Exited(0));
        }
    }

    @Test
    void whatIsTypedIsRead() throws IOException {
        try (Console console = new Console(master -> {});
                Container container = Container.on(console, image.sh("read line; echo got $line"))) {
            console.master().orElseThrow().write("hello\n".getBytes(StandardCharsets.UTF_8));
            assertThat(all(console.master().orElseThrow())).endsWith("got hello\n");
            container.await();
        }
    }
}
