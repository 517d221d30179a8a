package hangari.lesson.play.screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jline.utils.AttributedString;
import org.jline.utils.Signals;

/** Lines in, lines out: for a pipe, a log or a screen reader. */
final class PlainScreen implements Screen {
    private static final int WIDTH = 80;
    private static final String CONTINUED = "   ...> ";

    private final BufferedReader in;
    private final PrintStream out;
    private final boolean echo;
    private final Predicate<String> isComplete;

    /**
     * A screen of two streams.
     *
     * @param echo whether what is read is shown: a pipe does not do so itself
     * @param isComplete whether code can be run as it stands, or another line belongs to it
     */
    PlainScreen(InputStream in, PrintStream out, boolean echo, Predicate<String> isComplete) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.echo = echo;
        this.isComplete = isComplete;
    }

    @Override
    public void speak(Phrases phrases) {
        // a plain screen says nothing of its own
    }

    @Override
    public PrintStream output() {
        return out;
    }

    @Override
    public Look look() {
        return new Look(false, WIDTH);
    }

    @Override
    public void show(List<AttributedString> lines) {
        lines.forEach(line -> out.println(line.toString().stripTrailing()));
    }

    @Override
    public Input ask(AttributedString prompt, Wanted wanted) {
        Optional<String> first = line(prompt.toString());
        if (first.isEmpty()) {
            return new Input.End();
        }
        StringBuilder code = new StringBuilder(first.get());
        while (wanted == Wanted.CODE && goesOn(code.toString())) {
            Optional<String> more = line(CONTINUED);
            if (more.isEmpty()) {
                break;
            }
            code.append('\n').append(more.get());
        }
        return new Input.Line(code.toString());
    }

    private boolean goesOn(String code) {
        return !code.isBlank() && !code.stripLeading().startsWith("/") && !isComplete.test(code);
    }

    private Optional<String> line(String prompt) {
        out.print(prompt);
        out.flush();
        try {
            Optional<String> line = Optional.ofNullable(in.readLine());
            if (echo || line.isEmpty()) {
                out.println(line.orElse(""));
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void running(Runnable interrupt, Runnable work) {
        Object before = Signals.register("INT", interrupt);
        try {
            work.run();
        } finally {
            Signals.unregister("INT", before);
        }
    }

    @Override
    public Optional<String> lend(List<String> program) {
        return Optional.empty();
    }

    @Override
    public boolean isTerminal() {
        return false;
    }

    @Override
    public void close() {
        out.flush();
    }
}
