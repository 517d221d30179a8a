package hangari.lesson.shell;

import hangari.lesson.check.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * What became of one input.
 *
 * @param results one for each snippet that was reached, in order
 * @param evidence what was observed meanwhile: the latest of each box, by its number
 * @param end why the input did not come to its end, if it did not
 */
public record Outcome(List<SnippetResult> results, List<Evidence> evidence, Optional<End> end) {
    public Outcome {
        results = List.copyOf(results);
        evidence = List.copyOf(evidence);
    }

    /** Why an input did not come to its end. */
    public enum End {
        /** It was stopped; the session goes on. */
        INTERRUPTED,
        /** It could not be stopped, so the session VM was ended: rebuild the session. */
        KILLED,
        /** The session VM ended by itself ({@code System.exit}, a crash): rebuild the session. */
        VM_LOST
    }

    /** Whether every snippet was accepted and came to its end. */
    public boolean clean() {
        return end.isEmpty() && results.stream().allMatch(SnippetResult::clean);
    }

    /** Whether the session must be rebuilt before it can be used again. */
    public boolean lost() {
        return end.isPresent() && end.get() != End.INTERRUPTED;
    }

    /** The value of the last snippet that has one, as JShell prints it. */
    public Optional<String> value() {
        return results.stream()
                .filter(result -> !result.value().isEmpty())
                .reduce((first, second) -> second)
                .map(SnippetResult::value);
    }

    /** The snippets that came to their end: what must be replayed to get the same state again. */
    public String acceptedSource() {
        return String.join(
                "\n",
                results.stream()
                        .filter(SnippetResult::clean)
                        .map(SnippetResult::source)
                        .toList());
    }
}
