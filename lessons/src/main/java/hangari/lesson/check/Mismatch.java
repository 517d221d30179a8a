package hangari.lesson.check;

/**
 * Why a check does not hold.
 *
 * @param expected the value that was expected, in short
 * @param actual the value that was seen, in short
 * @param message both, in words for the learner
 */
public record Mismatch(String expected, String actual, Message message) {}
