package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.LessonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one lesson folder.
 *
 * <pre>{@code
 * Reading reading = LessonReader.read(Path.of("lessons/course/01-chroot"));
 * reading.problems().forEach(problem -> ...);
 * if (reading instanceof Reading.Good good) { play(good.lesson()); }
 * }</pre>
 */
public final class LessonReader {
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    private LessonReader(Path folder) {
        this.folder = folder;
    }

    /** Reads a folder; never throws for what is in it. */
    public static Reading read(Path folder) {
        return new LessonReader(folder).read();
    }

    /** The name of the file that holds the prose in a language. */
    public static String proseName(Language language) {
        return language.code() + ".md";
    }

    private Reading read() {
        Optional<LessonFile> lesson = lessonFile();
        Map<Language, FrontMatter> prose = prose();
        if (lesson.isEmpty()) {
            return new Reading.Broken(folder, problems);
        }
        Map<Language, LessonText> texts = new EnumMap<>(Language.class);
        prose.forEach(
                (language, source) -> text(lesson.get(), language, prose).ifPresent(text -> texts.put(language, text)));
        if (!problems.isEmpty()) {
            return new Reading.Broken(folder, problems);
        }
        LessonFile file = lesson.get();
        return new Reading.Good(new Lesson(file.id(), file.number(), file.steps(), texts, folder));
    }

    private Optional<LessonFile> lessonFile() {
        Problems found = new Problems(folder.resolve(LessonFile.NAME));
        Optional<LessonFile> lesson =
                SourceFile.read(folder, LessonFile.NAME, found).flatMap(file -> LessonFile.read(file.text(), found));
        lesson.ifPresent(file -> folderName(file, found));
        problems.addAll(found.found());
        return lesson;
    }

    /** The folder's name must agree with what stands in it. */
    private void folderName(LessonFile file, Problems found) {
        String wanted = "%02d-%s".formatted(file.number(), file.id());
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String actual = name == null ? "" : name.toString();
        if (found.found().isEmpty() && !actual.equals(wanted)) {
            found.add(0, "lies in the folder " + Excerpt.of(actual), "rename the folder to " + wanted);
        }
    }

    private Map<Language, FrontMatter> prose() {
        Map<Language, FrontMatter> prose = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Problems found = new Problems(folder.resolve(proseName(language)));
            SourceFile.read(folder, proseName(language), found)
                    .flatMap(file -> FrontMatter.of(file, found))
                    .ifPresent(source -> prose.put(language, source));
            problems.addAll(found.found());
        }
        return prose;
    }

    private Optional<LessonText> text(LessonFile lesson, Language language, Map<Language, FrontMatter> prose) {
        Problems found = new Problems(folder.resolve(proseName(language)));
        Optional<String> other =
                Optional.ofNullable(prose.get(language.other())).map(FrontMatter::body);
        Optional<LessonText> text = Optional.ofNullable(prose.get(language))
                .flatMap(source -> ProseReader.read(Genre.LESSON, lesson.steps(), source, other, found));
        problems.addAll(found.found());
        return text;
    }
}
