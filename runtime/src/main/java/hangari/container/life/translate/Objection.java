package hangari.container.life.translate;

import hangari.container.life.LifeException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Says that something cannot be asked for like that: in one line that a terminal can show, whatever was asked. */
final class Objection {
    private static final int LONGEST_VALUE = 80;
    private static final int LONGEST = 600;

    private Objection() {}

    /** To a value: what it is of, the value, and the remedy. */
    static LifeException to(String what, String value, String remedy) {
        return of("bad " + what + " \"" + cut(value, LONGEST_VALUE) + "\": " + remedy);
    }

    static LifeException of(String message) {
        return new LifeException(LifeException.Kind.BAD_REQUEST, cut(line(message), LONGEST));
    }

    /** What this gives; a value that is refused there is refused as a part of the request. */
    static <T> T orElse(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            String why = e.getMessage() == null ? "it is not well formed" : e.getMessage();
            throw new LifeException(LifeException.Kind.BAD_REQUEST, cut(line(why), LONGEST), e);
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.chars().forEach(character -> append(line, (char) character));
        return line.toString();
    }

    // FORMAT holds the marks that reverse the direction of text, LINE_SEPARATOR and its like end a line.
    private static void append(StringBuilder line, char character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> line.append(String.format("\\u%04x", (int) character));
            default -> line.append(character);
        }
    }
}
