package hangari.cli;

import hangari.cli.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a command finds around it.
 *
 * @param checkout where the project stands; the course is read from there
 * @param state where the learner's state is kept
 * @param locale what the environment says of the language, such as {@code ko_KR.UTF-8}; may be empty
 * @param terminal whether a person sits at a terminal
 */
public record Surroundings(Path checkout, StateDirectory state, String locale, boolean terminal) {

    /** Those of this process, as the launcher passed them on. */
    static Surroundings ofProcess() {
        return new Surroundings(
                Path.of(System.getProperty("hangari.home", "")).toAbsolutePath(),
                StateDirectory.of(System.getenv(), isSuperuser()),
                System.getProperty("hangari.locale", ""),
                Boolean.getBoolean("hangari.terminal"));
    }

    /** Whether the environment asks for text alone. Source: no-color.org. */
    static boolean isColourless() {
        return !System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                || System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static boolean isSuperuser() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc/self: mount proc on /proc", e);
        }
    }

    /** The folder that holds the lessons. */
    public Path course() {
        return checkout.resolve("lessons").resolve("course");
    }

    /** The folder that holds the labs. */
    public Path labs() {
        return checkout.resolve("labs").resolve("course");
    }

    /** The folder that holds the decks. */
    public Path decks() {
        return checkout.resolve("slides").resolve("decks");
    }
}
