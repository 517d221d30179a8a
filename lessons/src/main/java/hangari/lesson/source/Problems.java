package hangari.lesson.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file while it is read. */
public final class Problems {
    private final Path file;
    private final List<Problem> found = new ArrayList<>();

    public Problems(Path file) {
        this.file = file;
    }

    /** Adds one. */
    public void add(int line, String message, String remedy) {
        found.add(new Problem(file, line, message, remedy));
    }

    /** Takes back what turned out to be another problem. */
    void withdraw(int line, String message) {
        found.removeIf(problem -> problem.line() == line && problem.message().equals(message));
    }

    /** What was found so far. */
    public List<Problem> found() {
        return List.copyOf(found);
    }
}
