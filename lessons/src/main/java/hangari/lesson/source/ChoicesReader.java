package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.LessonText.Choice;
import hangari.lesson.model.Step.Prediction;
import hangari.lesson.source.Outline.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BulletList;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/**
 * Reads the section {@code ### predict}: a question, then a list in which each item is {@code id: words} and, as a
 * paragraph of its own, the reply to a learner who chose it.
 */
final class ChoicesReader {
    private static final Pattern CHOICE = Pattern.compile("([a-z0-9-]+):\\s+(.+)", Pattern.DOTALL);

    private final Part part;
    private final Prediction prediction;
    private final Problems problems;
    private final List<String> lines;
    private final Map<String, Choice> choices = new LinkedHashMap<>();

    private ChoicesReader(Part part, Prediction prediction, Problems problems) {
        this.part = part;
        this.prediction = prediction;
        this.problems = problems;
        this.lines = List.of(part.body().split("\n", -1));
    }

    /** A prediction's question and the words of its choices, by id. */
    record Question(String text, Map<String, Choice> choices) {}

    static Question read(Part part, Prediction prediction, Problems problems) {
        return new ChoicesReader(part, prediction, problems).question();
    }

    private Question question() {
        Node last = Outline.MARKDOWN.parse(part.body()).getLastChild();
        if (!(last instanceof BulletList list)) {
            problems.add(part.line(), "the prediction does not end in a list of choices", "end it with - id: words");
            return new Question(part.body(), choices);
        }
        String question = String.join("\n", lines.subList(0, firstLine(list))).strip();
        if (question.isEmpty()) {
            problems.add(part.line(), "the prediction asks nothing", "write the question in front of the choices");
        }
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            choice((ListItem) item);
        }
        prediction.choices().stream().filter(id -> !choices.containsKey(id)).forEach(this::missing);
        return new Question(question, choices);
    }

    private void missing(String id) {
        problems.add(part.line(), "choice " + Excerpt.of(id) + " has no words", "add the item - " + id + ": words");
    }

    private void choice(ListItem item) {
        int line = part.bodyLine() + firstLine(item);
        List<String> paragraphs = List.of(content(item).split("\n[ \t]*\n", 2));
        Matcher matcher = CHOICE.matcher(paragraphs.get(0).strip());
        if (!matcher.matches()) {
            problems.add(line, "choice " + Excerpt.of(paragraphs.get(0)), "begin it with its id and a colon");
            return;
        }
        String id = matcher.group(1);
        if (!prediction.choices().contains(id)) {
            problems.add(line, "unknown choice " + Excerpt.of(id), Nearest.remedy(id, prediction.choices()));
        }
        String reply = paragraphs.size() < 2 ? "" : paragraphs.get(1).strip();
        if (reply.isEmpty()) {
            problems.add(line, "choice " + Excerpt.of(id) + " has no reply", "write it below, as its own paragraph");
        }
        if (choices.put(id, new Choice(matcher.group(2), reply)) != null) {
            problems.add(line, "choice " + Excerpt.of(id) + " stands twice", "keep one");
        }
    }

    /** The item's Markdown, without the indentation that makes it part of the item. */
    private String content(ListItem item) {
        int indent = Optional.ofNullable(item.getContentIndent()).orElse(2);
        List<String> content = new ArrayList<>();
        for (String line : lines.subList(firstLine(item), lastLine(item) + 1)) {
            content.add(line.substring(content.isEmpty() ? Math.min(indent, line.length()) : blanks(line, indent)));
        }
        return String.join("\n", content);
    }

    private static int blanks(String line, int most) {
        int count = 0;
        while (count < most && count < line.length() && line.charAt(count) == ' ') {
            count++;
        }
        return count;
    }

    private static int firstLine(Node node) {
        return node.getSourceSpans().get(0).getLineIndex();
    }

    private static int lastLine(Node node) {
        List<SourceSpan> spans = node.getSourceSpans();
        return spans.get(spans.size() - 1).getLineIndex();
    }
}
