package hangari.cli;

import hangari.cli.container.UserTerminal;
import java.io.InputStream;

/** What is typed at a terminal, as a stream. */
final class TypedInput extends InputStream {
    private final UserTerminal terminal;
    private byte[] some = new byte[0];
    private int at;

    TypedInput(UserTerminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (at == some.length) {
            some = terminal.read(() -> true);
            at = 0;
        }
        if (some.length == 0) {
            return -1;
        }
        int count = Math.min(length, some.length - at);
        System.arraycopy(some, at, into, offset, count);
        at += count;
        return count;
    }
}
