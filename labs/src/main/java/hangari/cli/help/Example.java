package hangari.cli.help;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that shows a command and, behind at least two spaces, says what it is for.
 *
 * @param command the command, with the spaces around it
 * @param comment what it is for; may be empty
 */
public record Example(String command, String comment) {
    private static final Pattern LINE = Pattern.compile("( {2}\\S.*?)(?:( {2,})(\\S.*))?");

    /** The example in a line of help, if it is one. */
    public static Optional<Example> of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(3) == null
                        ? new Example(line, "")
                        : new Example(matcher.group(1) + matcher.group(2), matcher.group(3)));
    }

    /** The line, with its comment in another language. */
    String say(UnaryOperator<String> translation) {
        return comment.isEmpty() ? command : command + translation.apply(comment);
    }
}
