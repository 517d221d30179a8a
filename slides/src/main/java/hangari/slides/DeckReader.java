package hangari.slides;

import hangari.lesson.model.Language;
import hangari.lesson.source.Course;
import hangari.lesson.source.FolderReader;
import hangari.lesson.source.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads one deck folder: {@code deck.yaml}, {@code ko.md} and {@code en.md}.
 *
 * <pre>{@code
 * Reading<Deck> reading = DeckReader.read(Path.of("slides/decks/lecture-1"), course);
 * reading.problems().forEach(problem -> ...);
 * }</pre>
 */
public final class DeckReader {
    private DeckReader() {}

    /**
     * Reads a folder; never throws for what is in it.
     *
     * @param course the lessons to which its slides may refer
     */
    public static Reading<Deck> read(Path folder, Course course) {
        FolderReader reader = new FolderReader(folder);
        return reader.file(DeckFile.NAME, (text, found) -> DeckFile.read(text, course, found), DeckFile::id)
                .map(file -> deck(file, reader, folder))
                .orElseGet(reader::broken);
    }

    private static Reading<Deck> deck(DeckFile file, FolderReader reader, Path folder) {
        Map<Language, DeckText> texts = reader.texts(
                (source, other, found) -> Optional.of(DeckProse.read(file.slides(), source, other, found)));
        return reader.reading(() -> new Deck(file.id(), file.slides(), texts, folder));
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
}
