package hangari.vm.agent;

import java.io.InputStream;
import java.io.OutputStream;

/** Where a command's input comes from, and where its output goes. None of them is closed. */
public record Streams(InputStream in, OutputStream out, OutputStream err) {
    private static final InputStream NOTHING = InputStream.nullInputStream();

    /** Without input: what would read it finds the end at once, and nothing need be sent. */
    public static Streams withoutInput(OutputStream out, OutputStream err) {
        return new Streams(NOTHING, out, err);
    }

    boolean hasInput() {
        return in != NOTHING;
    }
}
