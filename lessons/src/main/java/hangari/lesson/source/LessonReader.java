package hangari.lesson.source;

import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.LessonText;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads one lesson folder.
 *
 * <pre>{@code
 * Reading<Lesson> reading = LessonReader.read(Path.of("lessons/course/01-chroot"));
 * reading.problems().forEach(problem -> ...);
 * if (reading instanceof Reading.Good<Lesson> good) { play(good.content()); }
 * }</pre>
 */
public final class LessonReader {
    private LessonReader() {}

    /** Reads a folder; never throws for what is in it. */
    public static Reading<Lesson> read(Path folder) {
        FolderReader reader = new FolderReader(folder);
        return reader.file(LessonFile.NAME, LessonFile::read, LessonReader::folderName)
                .map(file -> lesson(file, reader, folder))
                .orElseGet(reader::broken);
    }

    private static String folderName(LessonFile file) {
        return "%02d-%s".formatted(file.number(), file.id());
    }

    private static Reading<Lesson> lesson(LessonFile file, FolderReader reader, Path folder) {
        Map<Language, LessonText> texts = reader.texts(
                (source, other, found) -> ProseReader.read(Genre.LESSON, file.steps(), source, other, found));
        return reader.reading(() -> new Lesson(file.id(), file.number(), file.steps(), texts, folder));
    }
}
