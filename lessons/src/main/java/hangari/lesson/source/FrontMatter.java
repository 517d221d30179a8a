package hangari.lesson.source;

import java.util.List;
import java.util.Optional;

/**
 * A prose file, divided: the YAML between the two lines {@code ---}, and the Markdown after them.
 *
 * @param yaml begins on line 2 of the file
 * @param body everything after the closing line
 * @param bodyLine the line on which the body begins
 */
public record FrontMatter(String yaml, String body, int bodyLine) {
    private static final String FENCE = "---";

    /** Divides a file; a file without front matter is a problem. */
    public static Optional<FrontMatter> of(SourceFile file, Problems problems) {
        Optional<FrontMatter> divided = of(file.text());
        if (divided.isEmpty()) {
            problems.add(1, "has no front matter", "begin with title and question between two lines of ---");
        }
        return divided;
    }

    static Optional<FrontMatter> of(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        int close = lines.subList(1, lines.size()).indexOf(FENCE) + 1;
        if (!lines.get(0).equals(FENCE) || close == 0) {
            return Optional.empty();
        }
        String yaml = String.join("\n", lines.subList(1, close));
        String body = String.join("\n", lines.subList(close + 1, lines.size()));
        return Optional.of(new FrontMatter(yaml, body, close + 2));
    }

    /** The whole file again. */
    String text() {
        return FENCE + "\n" + yaml + "\n" + FENCE + "\n" + body;
    }

    FrontMatter withYaml(String other) {
        return new FrontMatter(other, body, bodyLine);
    }
}
