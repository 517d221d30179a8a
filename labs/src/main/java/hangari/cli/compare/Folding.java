package hangari.cli.compare;

import hangari.cli.text.Columns;
import java.util.ArrayList;
import java.util.List;

/** Breaks lines into lines of a width, behind a space or a dash where there is one. */
final class Folding {
    private Folding() {}

    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            fold(line, width, lines);
        }
        return lines;
    }

    private static void fold(String text, int width, List<String> lines) {
        String rest = text;
        while (Columns.of(rest) > width) {
            int end = end(rest, width);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
    }

    /** Behind the last space or dash that is not too far; else behind the last letter that is not. */
    private static int end(String text, int width) {
        int furthest = 0;
        int behind = 0;
        for (int i = 1; i <= text.length() && Columns.of(text.substring(0, i)) <= width; i++) {
            furthest = i;
            char last = text.charAt(i - 1);
            behind = last == ' ' || last == '-' || last == '–' ? i : behind;
        }
        if (furthest < text.length() && text.charAt(furthest) == ' ') {
            return furthest;
        }
        return behind > 0 ? behind : Math.max(1, furthest);
    }
}
