package hangari.lab;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Language;
import hangari.lesson.model.LessonText;
import hangari.lesson.source.FrontMatter;
import hangari.lesson.source.LessonReader;
import hangari.lesson.source.Problem;
import hangari.lesson.source.Problems;
import hangari.lesson.source.ProseReader;
import hangari.lesson.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one lab folder: {@code lab.yaml}, {@code start.jsh}, {@code solution.jsh}, {@code ko.md} and {@code en.md}.
 *
 * <pre>{@code
 * LabReading reading = LabReader.read(Path.of("labs/course/escape"), List.of("chroot"));
 * reading.problems().forEach(problem -> ...);
 * }</pre>
 */
public final class LabReader {
    private final Path folder;
    private final List<String> course;
    private final List<Problem> problems = new ArrayList<>();

    private LabReader(Path folder, List<String> course) {
        this.folder = folder;
        this.course = course;
    }

    /**
     * Reads a folder; never throws for what is in it.
     *
     * @param course the ids of the lessons there are
     */
    public static LabReading read(Path folder, List<String> course) {
        return new LabReader(folder, course).read();
    }

    private LabReading read() {
        LabCode code = LabCode.read(folder, problems);
        Optional<LabFile> lab = labFile(code);
        Map<Language, FrontMatter> prose = prose();
        if (lab.isEmpty()) {
            return new LabReading.Broken(problems);
        }
        Map<Language, LessonText> texts = new EnumMap<>(Language.class);
        prose.forEach((language, source) ->
                text(lab.get(), language, source, prose).ifPresent(text -> texts.put(language, text)));
        if (!problems.isEmpty()) {
            return new LabReading.Broken(problems);
        }
        LabFile file = lab.get();
        return new LabReading.Good(
                new Lab(file.id(), file.lessons(), file.goals(), code.start(), code.solution(), texts, folder));
    }

    private Optional<LabFile> labFile(LabCode code) {
        Problems found = new Problems(folder.resolve(LabFile.NAME));
        Optional<LabFile> lab = SourceFile.read(folder, LabFile.NAME, found)
                .flatMap(file -> LabFile.read(file.text(), code, course, found));
        lab.ifPresent(file -> folderName(file, found));
        problems.addAll(found.found());
        return lab;
    }

    private void folderName(LabFile file, Problems found) {
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

    private Optional<LessonText> text(
            LabFile lab, Language language, FrontMatter source, Map<Language, FrontMatter> prose) {
        Problems found = new Problems(folder.resolve(LessonReader.proseName(language)));
        Optional<String> other =
                Optional.ofNullable(prose.get(language.other())).map(FrontMatter::body);
        Optional<LessonText> text = ProseReader.read(LabFile.GENRE, lab.goals(), source, other, found);
        problems.addAll(found.found());
        return text;
    }
}
