package hangari.image.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Joins lines that go on, leaves comments out, and takes here-documents together with their instruction. */
final class LogicalLines {
    private static final Pattern HERE =
            Pattern.compile("(?:^|(?<=[\\s;|&(]))\\d*<<(-?)(['\"]?)([a-zA-Z_][a-zA-Z0-9_.-]*)\\2");
    private static final List<String> TAKE_DOCUMENTS = List.of("RUN", "COPY", "ADD");

    private final String file;
    private final List<String> lines;
    private final Pattern goesOn;
    private final List<String> warnings = new ArrayList<>();
    private int next;

    LogicalLines(String file, List<String> lines, Directives directives) {
        this.file = file;
        this.lines = lines;
        this.next = directives.count();
        // An escape that is escaped itself ends nothing.
        String escape = Pattern.quote(String.valueOf(directives.escape()));
        this.goesOn = Pattern.compile("(?<!" + escape + ")" + escape + "[ \\t]*$");
    }

    List<LogicalLine> read() {
        List<LogicalLine> all = new ArrayList<>();
        while (next < lines.size()) {
            String line = lines.get(next);
            if (line.isBlank() || isComment(line)) {
                next++;
            } else {
                all.add(instruction());
            }
        }
        return all;
    }

    List<String> warnings() {
        return warnings;
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    private LogicalLine instruction() {
        int first = next;
        StringBuilder joined = new StringBuilder();
        boolean more = true;
        boolean begun = false;
        while (more && next < lines.size()) {
            String line = lines.get(next++);
            // "comment lines are removed before the Dockerfile instructions are executed", also between joined lines
            if (begun && isComment(line)) {
                continue;
            }
            if (begun && line.isBlank()) {
                warn(next);
                continue;
            }
            Matcher end = goesOn.matcher(line);
            more = end.find();
            String part = more ? line.substring(0, end.start()) : line;
            joined.append(begun ? part : part.stripLeading());
            begun = true;
        }
        String text = joined.toString().strip();
        Place place = new Place(file, first + 1, text.replaceAll("\\s+", " "));
        return new LogicalLine(place, text, takesDocuments(text) ? documents(place, text) : List.of());
    }

    private void warn(int line) {
        warnings.add(file + ":" + line + ": empty continuation line: remove it, for it will become an error");
    }

    private static boolean takesDocuments(String text) {
        String[] words = text.split("\\s+", 3);
        boolean trigger = words[0].equalsIgnoreCase("ONBUILD") && words.length > 1;
        return TAKE_DOCUMENTS.contains((trigger ? words[1] : words[0]).toUpperCase(Locale.ROOT));
    }

    private List<HereDocument> documents(Place place, String text) {
        List<HereDocument> found = new ArrayList<>();
        Matcher here = HERE.matcher(text);
        while (here.find()) {
            if (!quoted(text, here.start())) {
                found.add(document(place, here));
            }
        }
        return found;
    }

    /** Whether a place of a line is inside quotation marks, as a shell sees it. */
    private static boolean quoted(String text, int end) {
        char open = 0;
        for (int i = 0; i < end; i++) {
            char at = text.charAt(i);
            if (at == '\\' && open != '\'') {
                i++;
            } else if (open == 0 && (at == '\'' || at == '"')) {
                open = at;
            } else if (at == open) {
                open = 0;
            }
        }
        return open != 0;
    }

    private HereDocument document(Place place, Matcher here) {
        boolean tabs = !here.group(1).isEmpty();
        String name = here.group(3);
        StringBuilder content = new StringBuilder();
        while (next < lines.size()) {
            String line = lines.get(next++);
            String shown = tabs ? line.replaceFirst("^\t+", "") : line;
            if (shown.equals(name)) {
                return new HereDocument(name, !here.group(2).isEmpty(), content.toString());
            }
            content.append(shown).append('\n');
        }
        throw place.failure("unterminated heredoc: end it with a line " + name + " and nothing else on it");
    }

    /** The words of an instruction that stand for a here-document. */
    static Optional<String> documentName(String word) {
        Matcher here = HERE.matcher(word);
        return here.matches() ? Optional.of(here.group(3)) : Optional.empty();
    }
}
