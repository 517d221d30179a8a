package hangari.cli;

import java.io.PrintStream;

/** One line that says what is being done, over and over; nothing of it stays. */
final class StatusLine implements AutoCloseable {
    // ECMA-48, EL: erases the line
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream stream;
    private final boolean shown;

    /** A line on a terminal; nothing at all where there is none. */
    StatusLine(PrintStream stream, boolean shown) {
        this.stream = stream;
        this.shown = shown;
    }

    void show(String text) {
        if (shown) {
            stream.print(ERASE + text);
            stream.flush();
        }
    }

    @Override
    public void close() {
        show("");
    }
}
