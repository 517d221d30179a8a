package hangari.lesson.source;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * One thing that is wrong with a lesson, on one line: {@code lesson.yaml:7: unknown key "hint": write hints}.
 *
 * @param file where
 * @param line from 1; 0 if the file as a whole is meant
 * @param message what is wrong, in lower case, with the value
 * @param remedy what to do about it
 */
public record Problem(Path file, int line, String message, String remedy) implements Comparable<Problem> {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparing(Problem::message);

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line : file.toString();
        return place + ": " + message + ": " + remedy;
    }
}
