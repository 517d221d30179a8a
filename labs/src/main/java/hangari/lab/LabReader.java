package hangari.lab;

import hangari.lesson.model.Language;
import hangari.lesson.model.LessonText;
import hangari.lesson.source.FolderReader;
import hangari.lesson.source.ProseReader;
import hangari.lesson.source.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads one lab folder: {@code lab.yaml}, {@code start.jsh}, {@code solution.jsh}, {@code ko.md} and {@code en.md}.
 *
 * <pre>{@code
 * Reading<Lab> reading = LabReader.read(Path.of("labs/course/escape"), List.of("chroot"));
 * reading.problems().forEach(problem -> ...);
 * }</pre>
 */
public final class LabReader {
    private LabReader() {}

    /**
     * Reads a folder; never throws for what is in it.
     *
     * @param course the ids of the lessons there are
     */
    public static Reading<Lab> read(Path folder, List<String> course) {
        FolderReader reader = new FolderReader(folder);
        LabCode code = LabCode.read(reader);
        return reader.file(LabFile.NAME, (text, found) -> LabFile.read(text, code, course, found), LabFile::id)
                .map(file -> lab(file, code, reader, folder))
                .orElseGet(reader::broken);
    }

    private static Reading<Lab> lab(LabFile file, LabCode code, FolderReader reader, Path folder) {
        Map<Language, LessonText> texts = reader.texts(
                (source, other, found) -> ProseReader.read(LabFile.GENRE, file.goals(), source, other, found));
        return reader.reading(
                () -> new Lab(file.id(), file.lessons(), file.goals(), code.start(), code.solution(), texts, folder));
    }
}
