package hangari.lesson.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/** What helps a learner to write code: completion, documentation, and whether an input is complete. */
public final class CodeAssist {
    private final JShell shell;
    private final SourceDocs docs;
    private final Lock evaluating;

    /**
     * An assistant of a shell.
     *
     * @param evaluating held while the shell evaluates: it does not analyse code at the same time
     */
    CodeAssist(JShell shell, List<Path> sources, Lock evaluating) {
        this.shell = shell;
        this.docs = new SourceDocs(sources);
        this.evaluating = evaluating;
    }

    /**
     * What may stand at the cursor.
     *
     * @param anchor where in the input the candidates begin
     * @param candidates in order; those that fit the expected type first
     */
    public record Completions(int anchor, List<Candidate> candidates) {
        public Completions {
            candidates = List.copyOf(candidates);
        }
    }

    /** One way to go on, and whether it is of the type that is expected there. */
    public record Candidate(String text, boolean fits) {}

    /** A method, variable or type, and what its author says of it (plain text; empty if nothing is known). */
    public record Documentation(String signature, String text) {}

    /** Whether an input can be evaluated as it stands, or another line belongs to it. */
    public boolean isComplete(String input) {
        return analyse(() -> isWhole(input), true);
    }

    private boolean isWhole(String input) {
        return switch (analysis().analyzeCompletion(input).completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI, EMPTY, UNKNOWN -> isRestComplete(input);
            case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> false;
        };
    }

    private boolean isRestComplete(String input) {
        var info = analysis().analyzeCompletion(input);
        return info.completeness() != SourceCodeAnalysis.Completeness.COMPLETE
                || info.remaining().isBlank()
                || isWhole(info.remaining());
    }

    /** What may stand at the cursor, an offset in the input; none if the session is gone. */
    public Completions completions(String input, int cursor) {
        return analyse(() -> complete(input, cursor), new Completions(cursor, List.of()));
    }

    private Completions complete(String input, int cursor) {
        int[] anchor = {cursor};
        Map<String, Boolean> fits = new LinkedHashMap<>();
        analysis()
                .completionSuggestions(input, cursor, anchor)
                .forEach(found -> fits.merge(found.continuation(), found.matchesType(), Boolean::logicalOr));
        List<Candidate> candidates = new ArrayList<>();
        fits.forEach((text, fit) -> candidates.add(new Candidate(text, fit)));
        candidates.sort((a, b) -> Boolean.compare(b.fits(), a.fits()));
        return new Completions(anchor[0], candidates);
    }

    /** What is known of the method, variable or type at the cursor; none if the session is gone. */
    public List<Documentation> documentation(String input, int cursor) {
        return analyse(() -> document(input, cursor), List.of());
    }

    private List<Documentation> document(String input, int cursor) {
        return analysis().documentation(input, cursor, true).stream()
                .map(found -> new Documentation(
                        found.signature(),
                        Optional.ofNullable(found.javadoc())
                                .or(() -> docs.of(found.signature()))
                                .map(Javadoc::plainText)
                                .orElse("")))
                .distinct()
                .toList();
    }

    private <T> T analyse(Supplier<T> question, T otherwise) {
        evaluating.lock();
        try {
            return question.get();
        } catch (IllegalStateException e) {
            return otherwise; // JShell's answer to any call once its VM is gone
        } finally {
            evaluating.unlock();
        }
    }

    private SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }
}
