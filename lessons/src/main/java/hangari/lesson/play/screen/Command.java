package hangari.lesson.play.screen;

import hangari.lesson.source.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a line that begins with a slash can ask for. */
enum Command {
    NEXT,
    BACK,
    HINT,
    CHECK,
    SOLUTION,
    CODE,
    RESET,
    JUMP,
    UNDO,
    EVIDENCE,
    SYSCALLS,
    STEPS,
    LANG,
    SH,
    HELP,
    QUIT;

    /** As it is typed, such as {@code /next}. */
    String word() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /** The key of its description. */
    String phrase() {
        return "help." + name().toLowerCase(Locale.ROOT);
    }

    /** A line that was read as a command. */
    sealed interface Parsed {
        /** It is one, with what follows it on the line. */
        record Known(Command command, String argument) implements Parsed {}

        /** It is the beginning of several. */
        record Ambiguous(String word, List<Command> candidates) implements Parsed {}

        /** It is none. */
        record Unknown(String word, Optional<Command> nearest) implements Parsed {}
    }

    /** Reads a line that begins with a slash; a command may be shortened as long as it is the only one. */
    static Parsed parse(String line) {
        String[] parts = line.strip().split("\\s+", 2);
        String word = parts[0].toLowerCase(Locale.ROOT);
        List<Command> candidates = candidates(word);
        if (candidates.size() == 1) {
            return new Parsed.Known(candidates.get(0), parts.length > 1 ? parts[1].strip() : "");
        }
        return candidates.isEmpty()
                ? new Parsed.Unknown(parts[0], nearest(word))
                : new Parsed.Ambiguous(word, candidates);
    }

    private static List<Command> candidates(String word) {
        if (word.equals("/?")) {
            return List.of(HELP);
        }
        if (word.equals("/exit")) {
            return List.of(QUIT);
        }
        List<Command> exact = Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .toList();
        return exact.isEmpty() ? startingWith(word) : exact;
    }

    /** The commands that begin with this. */
    static List<Command> startingWith(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().startsWith(word))
                .toList();
    }

    private static Optional<Command> nearest(String word) {
        return Nearest.to(word, Arrays.stream(values()).map(Command::word).toList()).stream()
                .flatMap(found ->
                        Arrays.stream(values()).filter(command -> command.word().equals(found)))
                .findFirst();
    }
}
