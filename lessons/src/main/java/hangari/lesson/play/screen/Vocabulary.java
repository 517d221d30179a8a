package hangari.lesson.play.screen;

import hangari.lesson.source.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of a dialogue: what a line that begins with a slash can ask for.
 *
 * @param commands in the order in which help lists them
 */
public record Vocabulary<C extends Enum<C>>(List<C> commands) {
    private static final Map<String, String> OTHER_NAMES = Map.of("/?", "/help", "/exit", "/quit");

    public Vocabulary {
        commands = List.copyOf(commands);
    }

    /** The commands of an enum. */
    public static <C extends Enum<C>> Vocabulary<C> of(Class<C> commands) {
        return new Vocabulary<>(Arrays.asList(commands.getEnumConstants()));
    }

    /** A line that was read as a command. */
    public sealed interface Parsed<C> {
        /** It is one, with what follows it on the line. */
        record Known<C>(C command, String argument) implements Parsed<C> {}

        /** It is the beginning of several. */
        record Ambiguous<C>(String word, List<C> candidates) implements Parsed<C> {}

        /** It is none. */
        record Unknown<C>(String word, Optional<C> nearest) implements Parsed<C> {}
    }

    /** As it is typed, such as {@code /next}. */
    public String word(C command) {
        return "/" + command.name().toLowerCase(Locale.ROOT);
    }

    /** The key of its description. */
    public String phrase(C command) {
        return "help." + command.name().toLowerCase(Locale.ROOT);
    }

    /** Reads a line that begins with a slash; a command may be shortened as long as it is the only one. */
    public Parsed<C> parse(String line) {
        String[] parts = line.strip().split("\\s+", 2);
        String word = parts[0].toLowerCase(Locale.ROOT);
        List<C> candidates = candidates(OTHER_NAMES.getOrDefault(word, word));
        if (candidates.size() == 1) {
            return new Parsed.Known<>(candidates.get(0), parts.length > 1 ? parts[1].strip() : "");
        }
        return candidates.isEmpty()
                ? new Parsed.Unknown<>(parts[0], nearest(word))
                : new Parsed.Ambiguous<>(word, candidates);
    }

    private List<C> candidates(String word) {
        List<C> exact =
                commands.stream().filter(command -> word(command).equals(word)).toList();
        return exact.isEmpty() ? startingWith(word) : exact;
    }

    /** The commands that begin with this. */
    public List<C> startingWith(String word) {
        return commands.stream()
                .filter(command -> word(command).startsWith(word))
                .toList();
    }

    private Optional<C> nearest(String word) {
        return Nearest.to(word, commands.stream().map(this::word).toList()).flatMap(found -> commands.stream()
                .filter(command -> word(command).equals(found))
                .findFirst());
    }
}
