package hangari.lesson.source;

import hangari.lesson.model.Lesson;
import java.nio.file.Path;
import java.util.List;

/** What came of reading a lesson folder: a lesson, or what is wrong with it. */
public sealed interface Reading {
    /** The folder that was read. */
    Path folder();

    /** What is wrong; empty for a lesson. */
    List<Problem> problems();

    /** The folder holds a lesson without fault. */
    record Good(Lesson lesson) implements Reading {
        @Override
        public Path folder() {
            return lesson.folder();
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    /** The folder holds no lesson that can be played. */
    record Broken(Path folder, List<Problem> problems) implements Reading {
        public Broken {
            problems = problems.stream().sorted().distinct().toList();
        }
    }
}
