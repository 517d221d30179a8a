package hangari.cli.compare;

import hangari.cli.text.Columns;
import hangari.cli.text.Size;
import hangari.compare.Aspect;
import hangari.compare.Cell;
import hangari.compare.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Times and memory as bars, as long as they are to one another. */
public record Bars(Comparison comparison, Speech speech) {
    private static final int WIDTH = 44;
    private static final int NAME = 12;
    private static final int EIGHTHS = 8;
    private static final String PARTS = " ▏▎▍▌▋▊▉";

    /** The lines of both. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(bars(Aspect.TIME, "compare.bars.time"));
        lines.addAll(bars(Aspect.MEMORY, "compare.bars.memory"));
        return lines;
    }

    private List<String> bars(Aspect aspect, String title) {
        long most = most(comparison, aspect);
        List<String> lines = new ArrayList<>(List.of("", speech.say(title)));
        for (Comparison.Column column : comparison.columns()) {
            amount(column.cell(aspect))
                    .ifPresent(amount -> lines.add("  " + Columns.pad(speech.name(column.place()), NAME) + " "
                            + bar(amount, most) + " " + value(column.cell(aspect))));
        }
        return lines;
    }

    /** What the longest bar is drawn of. */
    static long most(Comparison comparison, Aspect aspect) {
        return comparison.columns().stream()
                .flatMapToLong(column -> amount(column.cell(aspect)).stream())
                .max()
                .orElse(0);
    }

    /** What a bar is drawn of: the median in nanoseconds, or bytes. */
    static OptionalLong amount(Cell cell) {
        if (cell instanceof Cell.Times times) {
            return OptionalLong.of(times.median());
        }
        return cell instanceof Cell.Bytes bytes ? OptionalLong.of(bytes.bytes()) : OptionalLong.empty();
    }

    /** The amount of a bar in words. */
    static String value(Cell cell) {
        if (cell instanceof Cell.Times times) {
            return CellWords.millis(times.median()) + " ms";
        }
        return cell instanceof Cell.Bytes bytes ? Size.binary(bytes.bytes()) : "";
    }

    /** Something is seen of every bar, however short. */
    private static String bar(long amount, long most) {
        long eighths = most == 0 ? 0 : Math.max(1, Math.round((double) amount / most * WIDTH * EIGHTHS));
        String whole = "█".repeat((int) (eighths / EIGHTHS));
        int part = (int) (eighths % EIGHTHS);
        return part == 0 ? whole : whole + PARTS.charAt(part);
    }
}
