package hangari.lesson.play;

import hangari.lesson.check.Evidence;
import hangari.lesson.shell.Outcome;
import hangari.lesson.shell.SnippetResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bench that runs nothing: what an input is, is in its first word. */
final class FakeBench implements Bench {
    /** What the present session has run, in order. */
    final List<String> session = new ArrayList<>();

    int renewals;
    boolean alive = true;

    @Override
    public Outcome eval(String input) {
        if (input.startsWith("crash")) {
            alive = false;
            return outcome(input, false, Optional.of(Outcome.End.VM_LOST));
        }
        if (input.startsWith("loop")) {
            return outcome(input, false, Optional.of(Outcome.End.INTERRUPTED));
        }
        if (input.startsWith("bad")) {
            return outcome(input, false, Optional.empty());
        }
        session.add(input);
        return outcome(input, true, Optional.empty());
    }

    private static Outcome outcome(String input, boolean accepted, Optional<Outcome.End> end) {
        List<SnippetResult.Diagnostic> errors =
                accepted ? List.of() : List.of(new SnippetResult.Diagnostic(1, 1, "rejected"));
        SnippetResult result = new SnippetResult(
                input,
                SnippetResult.Kind.EXPRESSION,
                "$1",
                "String",
                input,
                accepted,
                errors,
                Optional.empty(),
                List.of());
        List<Evidence> evidence = input.contains("box") ? List.of(Boxes.exited(input)) : List.of();
        return new Outcome(List.of(result), evidence, end);
    }

    @Override
    public Outcome replay(String input) {
        return eval(input);
    }

    @Override
    public List<Evidence> newEvidence() {
        return List.of();
    }

    @Override
    public boolean alive() {
        return alive;
    }

    @Override
    public boolean fresh() {
        return session.isEmpty() && alive;
    }

    @Override
    public void renew() {
        session.clear();
        alive = true;
        renewals++;
    }

    @Override
    public void interrupt() {}

    @Override
    public void close() {
        alive = false;
    }
}
