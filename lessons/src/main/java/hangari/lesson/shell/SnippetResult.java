package hangari.lesson.shell;

import java.util.List;
import java.util.Optional;

/**
 * What became of one snippet of an input.
 *
 * @param source its text
 * @param kind what it is
 * @param name the variable, method or type it declares or names; may be empty
 * @param type the type of the variable or expression; may be empty
 * @param value the value as JShell prints it; empty if it has none
 * @param completed whether it was run to its end, rather than stopped or lost with its VM
 * @param diagnostics why the compiler rejects it; empty if it does not
 * @param thrown what it threw, if it did
 * @param unresolved what must be declared before it can be used
 */
public record SnippetResult(
        String source,
        Kind kind,
        String name,
        String type,
        String value,
        boolean completed,
        List<Diagnostic> diagnostics,
        Optional<Thrown> thrown,
        List<String> unresolved) {
    public SnippetResult {
        diagnostics = List.copyOf(diagnostics);
        unresolved = List.copyOf(unresolved);
    }

    /** What a snippet is. */
    public enum Kind {
        IMPORT,
        TYPE,
        METHOD,
        VARIABLE,
        /** An expression whose value was given a name such as {@code $1}. */
        EXPRESSION,
        STATEMENT,
        ERRONEOUS
    }

    /** Whether it was accepted, came to its end, and threw nothing. */
    public boolean clean() {
        return completed && diagnostics.isEmpty() && thrown.isEmpty();
    }

    /**
     * An error of the compiler.
     *
     * @param line in the input, from 1
     * @param column in that line, from 1, in characters
     * @param message one line
     */
    public record Diagnostic(int line, int column, String message) {}

    /**
     * An exception that the learner's code threw.
     *
     * @param type its class
     * @param message one line; may be empty
     * @param frames where in the learner's own code, innermost first
     */
    public record Thrown(String type, String message, List<Frame> frames) {
        public Thrown {
            frames = List.copyOf(frames);
        }
    }

    /** A line of the learner's code; the method is empty outside of one. */
    public record Frame(String method, int line) {}
}
