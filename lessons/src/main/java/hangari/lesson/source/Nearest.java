package hangari.lesson.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that was probably meant. */
public final class Nearest {
    private static final int MOST_EDITS = 2;
    private static final int LONGEST = 40;

    private Nearest() {}

    /** The candidate that is at most two edits (Levenshtein 1966) away from the word. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate -> edits(word, candidate) <= MOST_EDITS)
                .min(Comparator.comparingInt((String candidate) -> edits(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** What to do about an unknown word: name the nearest, or all. */
    public static String remedy(String word, Collection<String> candidates) {
        return to(word, candidates)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElseGet(() -> candidates.isEmpty() ? "remove it" : "use one of " + String.join(", ", candidates));
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
