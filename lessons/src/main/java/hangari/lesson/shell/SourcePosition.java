package hangari.lesson.shell;

import hangari.lesson.shell.SnippetResult.Diagnostic;

/**
 * Where a snippet stands in its input.
 *
 * @param input the whole input
 * @param offset of the snippet's first character
 */
record SourcePosition(String input, int offset) {
    /** The line of the input, from 1, on which the snippet begins. */
    int firstLine() {
        return lineAt(Math.min(offset, input.length()));
    }

    /**
     * A diagnostic in terms of the input.
     *
     * @param position in the snippet, in characters
     * @param message as the compiler words it, with its details on further lines
     */
    Diagnostic diagnostic(long position, String message) {
        int at = (int) Math.min(input.length(), offset + Math.max(0, position));
        int lineStart = input.lastIndexOf('\n', at - 1) + 1;
        return new Diagnostic(lineAt(at), at - lineStart + 1, oneLine(message));
    }

    private int lineAt(int position) {
        return 1
                + (int) input.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The details are kept but for the location, which would be a class that the learner has never seen. */
    static String oneLine(String message) {
        StringBuilder line = new StringBuilder();
        for (String part : message.lines().map(String::strip).toList()) {
            String detail = part.replaceFirst("^symbol:\\s*", "");
            if (detail.isEmpty() || detail.startsWith("location:")) {
                continue;
            }
            if (line.length() > 0) {
                line.append(
                        line.charAt(line.length() - 1) == ';' || line.charAt(line.length() - 1) == ':' ? " " : ": ");
            }
            line.append(detail.replaceAll("\\s+", " "));
        }
        return line.toString();
    }
}
