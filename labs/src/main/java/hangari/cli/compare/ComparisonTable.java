package hangari.cli.compare;

import hangari.cli.text.Columns;
import hangari.compare.Aspect;
import hangari.compare.Cell;
import hangari.compare.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A comparison as a table of 80 columns: a row for each aspect, a column for each place. */
public record ComparisonTable(Comparison comparison, Speech speech) {
    private static final int LABEL = 16;
    private static final int WIDTH = 14;
    private static final int GAP = 2;

    /** The lines, and below them why cells are empty. */
    public List<String> lines() {
        List<String> reasons = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        lines.addAll(row(
                "",
                comparison.columns().stream()
                        .map(column -> speech.name(column.place()))
                        .toList()));
        for (Aspect aspect : Aspect.values()) {
            List<String> cells = comparison.columns().stream()
                    .map(column -> cell(column.cell(aspect), reasons))
                    .toList();
            lines.addAll(row(speech.say("compare." + key(aspect)), cells));
        }
        for (int i = 0; i < reasons.size(); i++) {
            lines.add("(" + (i + 1) + ") " + reasons.get(i));
        }
        return lines;
    }

    private static String key(Aspect aspect) {
        return aspect.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String cell(Cell cell, List<String> reasons) {
        if (cell.missing().isEmpty()) {
            return new CellWords(speech).of(cell);
        }
        String why = cell.missing().get();
        if (!reasons.contains(why)) {
            reasons.add(why);
        }
        return "– (" + (reasons.indexOf(why) + 1) + ")";
    }

    private static List<String> row(String label, List<String> cells) {
        List<List<String>> folded = new ArrayList<>(List.of(Folding.lines(label, LABEL)));
        cells.forEach(cell -> folded.add(Folding.lines(cell, WIDTH)));
        int height = folded.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height).mapToObj(line -> line(folded, line)).toList();
    }

    private static String line(List<List<String>> folded, int line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < folded.size(); i++) {
            List<String> padded = new ArrayList<>(folded.get(i));
            padded.addAll(Collections.nCopies(Math.max(0, line + 1 - padded.size()), ""));
            text.append(Columns.pad(padded.get(line), (i == 0 ? LABEL : WIDTH) + GAP));
        }
        return text.toString().stripTrailing();
    }
}
