package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipes with names, and waiting for many of them, on the real kernel. */
class FifoTest {
    private static final int WAIT = 10_000;

    @TempDir
    Path folder;

    private Path pipe(String name) {
        Path path = folder.resolve(name);
        Fifo.make(path.toString());
        return path;
    }

    private Fd file() {
        return Fd.open(folder.resolve("file").toString(), Set.of(OpenFlag.RDWR, OpenFlag.CREAT));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsInItOutlivesItsWriterAsLongAsSomebodyHoldsIt() throws Exception {
        Path path = pipe("pipe");
        try (Fd held = Fifo.hold(path.toString());
                Fd file = file()) {
            try (Fd writer = Fd.open(path.toString(), Set.of(OpenFlag.WRONLY))) {
                writer.write(bytes("jar"));
            }
            assertThat(Fifo.move(held, file, 2, 100)).isEqualTo(3);
            assertThat(Fifo.move(held, file, 5, 100)).isEqualTo(-1);
        }
        assertThat(Files.readAllBytes(folder.resolve("file"))).isEqualTo(bytes("\0\0jar"));
    }

    @Test
    void whoDoesNotWaitWritesWhatThereIsRoomFor() {
        Path path = pipe("pipe");
        try (Fd held = Fifo.hold(path.toString());
                Fd writer = Fd.open(path.toString(), Set.of(OpenFlag.WRONLY, OpenFlag.NONBLOCK))) {
            assertThat(held.readable(0)).isFalse();
            byte[] much = new byte[1 << 20];
            int written = 0;
            for (int more = writer.offer(much, 0); more > 0; more = writer.offer(much, written)) {
                written += more;
            }
            assertThat(written).isBetween(4096, much.length - 1);
            assertThat(writer.writable(0)).isFalse();
        }
    }

    @Test
    void whatATerminalSaysIsMovedIntoThePipe() {
        Path path = pipe("pipe");
        try (Fd held = Fifo.hold(path.toString());
                Pty pty = Pty.open()) {
            pty.master().doNotWait();
            assertThat(Fifo.fill(pty.master(), held, 100)).isEqualTo(-1);
            pty.terminal().write(bytes("jar\n"));

            // The terminal hands "jar" on before it has made an end of the line of "\n", so there may be two pieces.
            for (long moved = 0; moved < 5; ) {
                assertThat(pty.master().readable(WAIT)).isTrue();
                moved += Fifo.fill(pty.master(), held, 100);
            }
            assertThat(held.read()).isEqualTo(bytes("jar\r\n"));
            pty.terminal().close();
            assertThat(Fifo.fill(pty.master(), held, 100)).isZero();
        }
    }

    @Test
    void ofManyThoseAreNamedThatHaveSomethingToSay() {
        Path one = pipe("one");
        Path two = pipe("two");
        try (Epoll epoll = new Epoll();
                Fd first = Fifo.hold(one.toString());
                Fd second = Fifo.hold(two.toString())) {
            epoll.add(first, 1);
            epoll.add(second, 2);
            assertThat(epoll.await(0)).isEmpty();
            second.write(bytes("x"));
            assertThat(epoll.await(1000)).isEqualTo(List.of(2));
            first.write(bytes("x"));
            assertThat(epoll.await(1000)).containsExactlyInAnyOrder(1, 2);
            epoll.remove(second);
            assertThat(epoll.await(1000)).isEqualTo(List.of(1));
        }
    }

    @Test
    void bytesAreWrittenAtAPlaceOfAFile() throws Exception {
        try (Fd file = file()) {
            file.write(bytes("jar"), 1);
            file.write(bytes("b"), 0);
        }
        assertThat(Files.readString(folder.resolve("file"))).isEqualTo("bjar");
    }
}
