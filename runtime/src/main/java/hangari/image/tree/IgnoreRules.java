package hangari.image.tree;

import hangari.image.ImageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is left out of a build context: the lines of a {@code .dockerignore}.
 *
 * <pre>{@code
 * var rules = IgnoreRules.of(".dockerignore", List.of("*.log", "!keep.log"));
 * rules.ignores("build.log"); // true
 * rules.ignores("keep.log"); // false
 * }</pre>
 *
 * <p>The last line that matches a file, or a directory that it is in, decides. Source: Docker's documentation of the build
 * context, ".dockerignore files".
 */
public final class IgnoreRules {
    /** Nothing is left out. */
    public static final IgnoreRules NONE = new IgnoreRules(List.of());

    private static final int LIMIT = 1024 * 1024;
    private static final String FILE = ".dockerignore";

    private record Rule(boolean keeps, Pattern pattern) {}

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Those of a context: the file beside the Dockerfile that has its name and {@code .dockerignore} behind it, else
     * the {@code .dockerignore} of the context.
     */
    public static IgnoreRules of(Path context, Path dockerfile) {
        Path beside = dockerfile.resolveSibling(dockerfile.getFileName() + FILE);
        Path file = Files.exists(beside, LinkOption.NOFOLLOW_LINKS) ? beside : context.resolve(FILE);
        // a link, or what is no file, is somebody's trick: a context needs neither
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return NONE;
        }
        try (var content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = content.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new ImageException(file + " has more than " + LIMIT + " bytes: shorten it");
            }
            return of(
                    String.valueOf(file.getFileName()),
                    new String(bytes, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw ImageException.of("read " + file, context, e);
        }
    }

    /**
     * Those of a file.
     *
     * @param file its name, for messages
     * @throws ImageException with file and line for what is no pattern
     */
    public static IgnoreRules of(String file, List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                rule(lines.get(i)).ifPresent(rules::add);
            } catch (IllegalArgumentException e) {
                throw new ImageException(file + ":" + (i + 1) + ": " + e.getMessage());
            }
        }
        return new IgnoreRules(rules);
    }

    private static Optional<Rule> rule(String line) {
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        // "If a line starts with # in column 1, then this line is considered as a comment"
        if (text.startsWith("#") || text.isBlank()) {
            return Optional.empty();
        }
        text = text.strip();
        boolean keeps = text.startsWith("!");
        if (keeps && text.length() == 1) {
            throw new IllegalArgumentException("illegal exclusion pattern: \"!\": write a name behind it");
        }
        String pattern = TreePath.clean(keeps ? text.substring(1).strip() : text);
        return pattern.isEmpty() ? Optional.empty() : Optional.of(new Rule(keeps, Glob.compile(pattern, true)));
    }

    /** Whether a file or directory is left out. */
    public boolean ignores(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (ignored == rule.keeps() && matches(rule.pattern(), path)) {
                ignored = !ignored;
            }
        }
        return ignored;
    }

    private static boolean matches(Pattern pattern, String path) {
        for (String at = path; !at.isEmpty(); at = TreePath.parent(at)) {
            if (pattern.matcher(at).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing in a directory that is left out can be kept. */
    boolean ignoresAllBelow(String directory) {
        return ignores(directory) && rules.stream().noneMatch(Rule::keeps);
    }
}
