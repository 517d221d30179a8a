package hangari.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Where commands write: what was asked for to one stream, what went wrong to the other, both UTF-8. */
public final class Console {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final UnaryOperator<String> errors;

    Console(InputStream in, PrintStream out, PrintStream err) {
        this(in, out, err, UnaryOperator.identity());
    }

    private Console(InputStream in, PrintStream out, PrintStream err, UnaryOperator<String> errors) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.errors = errors;
    }

    /** The same streams, with every error in other words. */
    Console tellingErrors(UnaryOperator<String> words) {
        return new Console(in, out, err, words);
    }

    /** The standard streams. */
    static Console ofProcess() {
        return new Console(System.in, stream(FileDescriptor.out), stream(FileDescriptor.err));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Where a learner's lines come from. */
    InputStream in() {
        return in;
    }

    /** Writes a line of the answer. */
    public void line(String text) {
        out.println(text);
    }

    /** Writes what went wrong, on one line. */
    public void error(String message) {
        err.println("hangari: " + errors.apply(message).strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /** Writes where it went wrong, for whoever asked for it. */
    public void trace(Throwable failure) {
        failure.printStackTrace(err);
    }

    /** The stream of the answer. */
    public PrintStream out() {
        return out;
    }

    /** The stream beside the answer: what went wrong, and how far something is. */
    PrintStream err() {
        return err;
    }

    /** The stream of the answer, for picocli. */
    PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
