package hangari.slides;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Language;
import hangari.lesson.source.Course;
import hangari.lesson.source.FrontMatter;
import hangari.lesson.source.LessonReader;
import hangari.lesson.source.Problem;
import hangari.lesson.source.Problems;
import hangari.lesson.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads one deck folder: {@code deck.yaml}, {@code ko.md} and {@code en.md}.
 *
 * <pre>{@code
 * DeckReading reading = DeckReader.read(Path.of("slides/decks/lecture-1"), course);
 * reading.problems().forEach(problem -> ...);
 * }</pre>
 */
public final class DeckReader {
    private final Path folder;
    private final Course course;
    private final List<Problem> problems = new ArrayList<>();

    private DeckReader(Path folder, Course course) {
        this.folder = folder;
        this.course = course;
    }

    /**
     * Reads a folder; never throws for what is in it.
     *
     * @param course the lessons to which its slides may refer
     */
    public static DeckReading read(Path folder, Course course) {
        return new DeckReader(folder, course).read();
    }

    /**
     * The folders of all decks, by name.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> folders(Path decks) throws IOException {
        try (Stream<Path> entries = Files.list(decks)) {
            return entries.filter(entry -> Files.exists(entry.resolve(DeckFile.NAME)))
                    .sorted()
                    .toList();
        }
    }

    private DeckReading read() {
        Optional<DeckFile> deck = deckFile();
        Map<Language, FrontMatter> prose = prose();
        if (deck.isEmpty()) {
            return new DeckReading.Broken(problems);
        }
        Map<Language, DeckText> texts = new EnumMap<>(Language.class);
        prose.forEach((language, source) -> texts.put(language, text(deck.get(), language, source, prose)));
        if (!problems.isEmpty()) {
            return new DeckReading.Broken(problems);
        }
        return new DeckReading.Good(new Deck(deck.get().id(), deck.get().slides(), texts, folder));
    }

    private Optional<DeckFile> deckFile() {
        Problems found = new Problems(folder.resolve(DeckFile.NAME));
        Optional<DeckFile> deck = SourceFile.read(folder, DeckFile.NAME, found)
                .flatMap(file -> DeckFile.read(file.text(), course, found));
        deck.ifPresent(file -> folderName(file, found));
        problems.addAll(found.found());
        return deck;
    }

    private void folderName(DeckFile file, Problems found) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String actual = name == null ? "" : name.toString();
        if (found.found().isEmpty() && !actual.equals(file.id())) {
            found.add(0, "lies in the folder " + Excerpt.of(actual), "rename the folder to " + file.id());
        }
    }

    private Map<Language, FrontMatter> prose() {
        Map<Language, FrontMatter> prose = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            String name = LessonReader.proseName(language);
            Problems found = new Problems(folder.resolve(name));
            SourceFile.read(folder, name, found)
                    .flatMap(file -> FrontMatter.of(file, found))
                    .ifPresent(source -> prose.put(language, source));
            problems.addAll(found.found());
        }
        return prose;
    }

    private DeckText text(DeckFile deck, Language language, FrontMatter source, Map<Language, FrontMatter> prose) {
        Problems found = new Problems(folder.resolve(LessonReader.proseName(language)));
        Optional<String> other =
                Optional.ofNullable(prose.get(language.other())).map(FrontMatter::body);
        DeckText text = DeckProse.read(deck.slides(), source, other, found);
        problems.addAll(found.found());
        return text;
    }
}
