package hangari.cli.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import hangari.linux.Pty;
import java.io.OutputStream;
import java.util.Arrays;

/** Somebody who sits at a terminal: types, and reads what is shown. */
final class TerminalScreen {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Pty pty;

    TerminalScreen(Pty pty) {
        this.pty = pty;
    }

    TerminalScreen type(String keys) {
        pty.master().write(keys.getBytes(UTF_8));
        return this;
    }

    /** Reads until this is shown. */
    void until(String text) {
        var shown = new StringBuilder();
        while (shown.indexOf(text) < 0) {
            if (!pty.master().readable(PATIENCE_MILLIS)) {
                throw new AssertionError("not shown: " + text + " but: " + shown);
            }
            shown.append(new String(pty.master().read(), UTF_8));
        }
    }

    /** Shows what is written on the terminal. */
    static final class Sink extends OutputStream {
        private final Pty pty;

        Sink(Pty pty) {
            this.pty = pty;
        }

        @Override
        public void write(int data) {
            write(new byte[] {(byte) data}, 0, 1);
        }

        @Override
        public void write(byte[] data, int from, int count) {
            pty.terminal().write(Arrays.copyOfRange(data, from, from + count));
        }
    }
}
