package hangari.lesson.shell;

/** Words for an outcome that is not clean. */
final class Failures {
    private Failures() {}

    /** The first thing that went wrong, in one line. */
    static String firstLine(Outcome outcome) {
        for (SnippetResult result : outcome.results()) {
            if (!result.diagnostics().isEmpty()) {
                return result.source() + ": " + result.diagnostics().get(0).message();
            }
            if (result.thrown().isPresent()) {
                return result.thrown().get().type() + ": "
                        + result.thrown().get().message();
            }
        }
        return outcome.end().map(end -> "it " + end).orElse("it failed");
    }
}
