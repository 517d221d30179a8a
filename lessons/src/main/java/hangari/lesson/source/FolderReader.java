package hangari.lesson.source;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads what every folder of content has: one file with all that is not prose, and the prose in each language. */
public final class FolderReader {
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Language, FrontMatter> prose = new EnumMap<>(Language.class);

    /** Begins to read a folder; never throws for what is in it. */
    public FolderReader(Path folder) {
        this.folder = folder;
        for (Language language : Language.values()) {
            prose(language).ifPresent(source -> prose.put(language, source));
        }
    }

    /** The name of the file that holds the prose in a language. */
    public static String proseName(Language language) {
        return language.code() + ".md";
    }

    private Optional<FrontMatter> prose(Language language) {
        String name = proseName(language);
        return collecting(
                name, found -> SourceFile.read(folder, name, found).flatMap(file -> FrontMatter.of(file, found)));
    }

    /** Reads the file with all that is not prose, which says how the folder must be named. */
    public <F> Optional<F> file(
            String name, BiFunction<String, Problems, Optional<F>> content, Function<F, String> folderName) {
        return collecting(name, found -> {
            Optional<F> file =
                    SourceFile.read(folder, name, found).flatMap(source -> content.apply(source.text(), found));
            file.ifPresent(read -> checkName(folderName.apply(read), found));
            return file;
        });
    }

    private void checkName(String wanted, Problems found) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String actual = name == null ? "" : name.toString();
        if (found.found().isEmpty() && !actual.equals(wanted)) {
            found.add(0, "lies in the folder " + Excerpt.of(actual), "rename the folder to " + wanted);
        }
    }

    /** Reads the prose in each language that is there, beside that in the other. */
    public <T> Map<Language, T> texts(Prose<T> content) {
        Map<Language, T> texts = new EnumMap<>(Language.class);
        prose.forEach((language, source) -> {
            Optional<String> other =
                    Optional.ofNullable(prose.get(language.other())).map(FrontMatter::body);
            collecting(proseName(language), found -> content.read(source, other, found))
                    .ifPresent(text -> texts.put(language, text));
        });
        return texts;
    }

    /** The code in a further file; empty, and a problem, if there is none. */
    public String code(String name) {
        return collecting(name, found -> {
                    Optional<SourceFile> file = SourceFile.read(folder, name, found);
                    file.filter(read -> read.text().isBlank() && found.found().isEmpty())
                            .ifPresent(read -> found.add(0, "holds no code", "write it"));
                    return file;
                })
                .map(SourceFile::text)
                .orElse("")
                .stripTrailing();
    }

    private <T> Optional<T> collecting(String name, Function<Problems, Optional<T>> reading) {
        Problems found = new Problems(folder.resolve(name));
        Optional<T> content = reading.apply(found);
        problems.addAll(found.found());
        return content;
    }

    /** What came of it: the content, if nothing was wrong. */
    public <T> Reading<T> reading(Supplier<T> content) {
        return problems.isEmpty() ? new Reading.Good<>(folder, content.get()) : broken();
    }

    /** What came of it, if there is no content. */
    public <T> Reading<T> broken() {
        return new Reading.Broken<>(folder, problems);
    }

    /** How the prose in one language is read. */
    @FunctionalInterface
    public interface Prose<T> {
        /** Reads it; {@code other} is the body in the other language, if that is there. */
        Optional<T> read(FrontMatter source, Optional<String> other, Problems found);
    }
}
