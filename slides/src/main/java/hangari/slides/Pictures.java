package hangari.slides;

import hangari.lesson.model.Excerpt;
import hangari.lesson.source.Outline;
import hangari.lesson.source.Outline.Part;
import hangari.lesson.source.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;

/**
 * Pictures of stacks, written as text in a fenced block with the info {@code stack}.
 *
 * <p>Each line is one stack: its name, a colon, and its layers from the top down. An asterisk marks the layers that
 * matter.
 *
 * <pre>{@code
 * VM: program | *guest kernel | hypervisor | host kernel
 * container: program | host kernel
 * }</pre>
 */
final class Pictures {
    static final String INFO = "stack";

    private Pictures() {}

    /** A stack: its name, and its layers from the top down. */
    record Stack(String name, List<Layer> layers) {}

    /** A layer, and whether it is the one to look at. */
    record Layer(String name, boolean marked) {}

    /** The stack that a line describes. */
    static Optional<Stack> stack(String line) {
        String[] halves = line.split(":", 2);
        if (halves.length < 2 || halves[0].isBlank() || halves[1].isBlank()) {
            return Optional.empty();
        }
        List<Layer> layers =
                Arrays.stream(halves[1].split("\\|")).map(Pictures::layer).toList();
        return Optional.of(new Stack(halves[0].strip(), layers));
    }

    private static Layer layer(String text) {
        String name = text.strip();
        return name.startsWith("*") ? new Layer(name.substring(1).strip(), true) : new Layer(name, false);
    }

    /** Adds a problem for each line of a picture that is none. */
    static void check(Part part, Problems problems) {
        Outline.MARKDOWN.parse(part.body()).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                if (!block.getInfo().equals(INFO)) {
                    return;
                }
                int first = part.bodyLine() + block.getSourceSpans().get(0).getLineIndex() + 1;
                List<String> lines = block.getLiteral().lines().toList();
                for (int i = 0; i < lines.size(); i++) {
                    if (stack(lines.get(i)).isEmpty()) {
                        problems.add(
                                first + i, "no stack " + Excerpt.of(lines.get(i)), "write NAME: TOP | NEXT | BOTTOM");
                    }
                }
            }
        });
    }
}
