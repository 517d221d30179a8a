package hangari.lesson.shell;

import hangari.lesson.shell.SnippetResult.Frame;
import hangari.lesson.shell.SnippetResult.Thrown;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** Says in one line what the learner's code threw, and where in the learner's own code. */
final class Exceptions {
    private static final int MOST_FRAMES = 5;

    private Exceptions() {}

    static Thrown describe(JShellException exception, Snippet snippet, SourcePosition position) {
        List<Frame> frames = Arrays.stream(exception.getStackTrace())
                .filter(element ->
                        element.getFileName() != null && element.getFileName().startsWith("#"))
                .map(element -> frame(element, snippet, position))
                .distinct()
                .limit(MOST_FRAMES)
                .toList();
        return new Thrown(type(exception), message(exception), frames);
    }

    /** JShell names a snippet's "file" by its id; its lines count from the snippet, ours from the input. */
    private static Frame frame(StackTraceElement element, Snippet snippet, SourcePosition position) {
        boolean inThisInput = ("#" + snippet.id()).equals(element.getFileName());
        int before = inThisInput ? position.firstLine() - 1 : 0;
        return new Frame(element.getMethodName(), element.getLineNumber() + before);
    }

    private static String type(Throwable exception) {
        if (exception instanceof UnresolvedReferenceException) {
            return "not declared yet";
        }
        String name = exception instanceof EvalException thrown
                ? thrown.getExceptionClassName()
                : exception.getClass().getName();
        return name.startsWith("java.")
                ? name.substring(name.lastIndexOf('.') + 1)
                : name.replaceFirst("^REPL\\.[^.]*\\$", "");
    }

    private static String message(Throwable exception) {
        String own = exception instanceof UnresolvedReferenceException unresolved
                ? unresolved.getSnippet().name()
                : Optional.ofNullable(exception.getMessage()).orElse("");
        String line = String.join(" ", own.lines().map(String::strip).toList());
        Throwable cause = exception.getCause();
        if (cause == null || line.contains(String.valueOf(cause.getMessage()))) {
            return line;
        }
        String why = type(cause) + (cause.getMessage() == null ? "" : ": " + message(cause));
        return line.isEmpty() ? "caused by " + why : line + " (caused by " + why + ")";
    }
}
