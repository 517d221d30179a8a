package hangari.lesson.source;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of reading a folder of content: what it holds, or what is wrong with it.
 *
 * @param <T> a lesson, a lab, a deck
 */
public sealed interface Reading<T> {
    /** The folder that was read. */
    Path folder();

    /** What is wrong; empty if nothing is. */
    List<Problem> problems();

    /** The folder is without fault. */
    record Good<T>(Path folder, T content) implements Reading<T> {
        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    /** The folder holds nothing that can be used. */
    record Broken<T>(Path folder, List<Problem> problems) implements Reading<T> {
        public Broken {
            problems = problems.stream().sorted().distinct().toList();
        }
    }
}
