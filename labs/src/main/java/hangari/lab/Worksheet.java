package hangari.lab;

import hangari.lesson.source.Problem;
import hangari.lesson.source.Problems;
import hangari.lesson.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file in which a learner works on a lab: it begins as a copy of the lab's start, and belongs to the learner.
 *
 * @param path where it is
 */
public record Worksheet(Path path) {
    /** The learner's file for a lab, below the state directory. */
    public static Worksheet of(Path state, Lab lab) {
        return new Worksheet(state.resolve("labs").resolve(lab.id() + ".jsh"));
    }

    /** Makes it if it is not there. */
    public Worksheet begin(Lab lab) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, lab.start() + "\n");
        }
        return this;
    }

    /** Puts it back to the lab's start; what it held stays beside it. */
    public Optional<Path> reset(Lab lab) throws IOException {
        Optional<Path> kept = Optional.empty();
        if (Files.exists(path)
                && !Files.readString(path).strip().equals(lab.start().strip())) {
            Path beside = path.resolveSibling(path.getFileName() + ".old");
            Files.move(path, beside, StandardCopyOption.REPLACE_EXISTING);
            kept = Optional.of(beside);
        }
        Files.deleteIfExists(path);
        begin(lab);
        return kept;
    }

    /**
     * Its code.
     *
     * @throws IOException one line with the remedy, if there is no text that can be read
     */
    public String read() throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(path + ": no such file: name a file of Java");
        }
        Path real = path.toRealPath();
        Problems problems = new Problems(path);
        Optional<SourceFile> file = SourceFile.read(
                Optional.ofNullable(real.getParent()).orElse(real), String.valueOf(real.getFileName()), problems);
        return file.map(SourceFile::text)
                .orElseThrow(() -> new IOException(problems.found().stream()
                        .findFirst()
                        .map(Problem::toString)
                        .orElse(path + ": cannot be read: check its permissions")));
    }
}
