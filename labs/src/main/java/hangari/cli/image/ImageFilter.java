package hangari.cli.image;

import hangari.image.ImageException;
import hangari.image.oci.ImageReference;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What {@code --filter} and the name after {@code images} let through. */
public final class ImageFilter {
    private ImageFilter() {}

    /**
     * Reads one of {@code dangling=true}, {@code reference=PATTERN}, {@code label=KEY} and {@code label=KEY=VALUE}.
     *
     * @throws ImageException if it is none
     */
    public static Predicate<ImageRows.Row> parse(String text) {
        int equals = text.indexOf('=');
        String value = text.substring(equals + 1);
        return switch (equals < 0 ? "" : text.substring(0, equals)) {
            case "reference" -> reference(value);
            case "label" -> row -> hasLabel(row, value);
            case "dangling" -> {
                if (!value.matches("true|false|1|0")) {
                    throw fault(text);
                }
                boolean wanted = value.matches("true|1");
                yield row -> row.name().isEmpty() == wanted;
            }
            default -> throw fault(text);
        };
    }

    /** Those whose repository, or repository and tag, fit a pattern in which * stands for all but a slash. */
    public static Predicate<ImageRows.Row> reference(String pattern) {
        Pattern glob = glob(pattern);
        return row ->
                row.name().filter(name -> fits(glob, row.repository(), name)).isPresent();
    }

    private static boolean fits(Pattern glob, String repository, ImageReference name) {
        return glob.matcher(repository).matches()
                || glob.matcher(name.familiar()).matches()
                || glob.matcher(name.toString()).matches()
                || glob.matcher(name.registry() + "/" + name.repository()).matches();
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .forEach(character -> regex.append(
                        switch (character) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            default -> Pattern.quote(Character.toString(character));
                        }));
        return Pattern.compile(regex.toString());
    }

    private static boolean hasLabel(ImageRows.Row row, String label) {
        int equals = label.indexOf('=');
        String key = equals < 0 ? label : label.substring(0, equals);
        return Optional.ofNullable(row.image().config().settings().labels().get(key))
                .filter(value -> equals < 0 || value.equals(label.substring(equals + 1)))
                .isPresent();
    }

    private static ImageException fault(String text) {
        return new ImageException(
                "bad filter \"" + text + "\": write dangling=true, reference=PATTERN, label=KEY or label=KEY=VALUE");
    }
}
