package hangari.lesson.play.screen;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;

/**
 * What the learner's code prints: straight to the terminal, or, while the learner is typing, above the line that is being
 * typed.
 */
final class TypedOutput extends OutputStream {
    private final Terminal terminal;
    private final LineReader reader;
    private final ByteArrayOutputStream above = new ByteArrayOutputStream();
    private boolean inLine;

    TypedOutput(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    /** Begins a new line, unless one has just begun. */
    synchronized void freshLine() {
        if (inLine) {
            terminal.writer().println();
            inLine = false;
        }
    }

    /** The terminal itself has shown something, such as {@code ^C}. */
    synchronized void echoed() {
        inLine = true;
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        above.write(bytes, from, length);
        flush();
    }

    /** Only whole characters can be shown: a line while the learner types, else whatever is complete. */
    @Override
    public synchronized void flush() {
        byte[] all = above.toByteArray();
        boolean typing = reader.isReading();
        int end = typing ? lastLine(all) : lastCharacter(all);
        if (end == 0) {
            return;
        }
        String text = new String(all, 0, end, StandardCharsets.UTF_8);
        above.reset();
        above.write(all, end, all.length - end);
        if (typing) {
            reader.printAbove(text.stripTrailing());
            return;
        }
        terminal.writer().print(text);
        terminal.flush();
        inLine = !text.endsWith("\n");
    }

    private static int lastLine(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** The end of the last whole UTF-8 sequence: leading bytes say how many follow. */
    private static int lastCharacter(byte[] bytes) {
        int start = bytes.length;
        while (start > 0 && (bytes[start - 1] & 0xC0) == 0x80) {
            start--;
        }
        if (start == 0) {
            return bytes.length;
        }
        int lead = bytes[start - 1] & 0xFF;
        int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return bytes.length - (start - 1) >= needed ? bytes.length : start - 1;
    }
}
