package hangari.image.dockerfile;

/**
 * Lines that stand in the Dockerfile itself: {@code <<EOF} up to a line {@code EOF}.
 *
 * @param name the word that ends it, which is the file's name too
 * @param literal whether the word was quoted, so that variables stay as they are
 * @param content the lines, each with its end
 */
public record HereDocument(String name, boolean literal, String content) {}
