package hangari.lab;

import hangari.lesson.source.Problem;
import java.util.List;

/** What came of reading a lab folder: a lab, or what is wrong with it. */
public sealed interface LabReading {
    /** What is wrong; empty for a lab. */
    List<Problem> problems();

    /** The folder holds a lab without fault. */
    record Good(Lab lab) implements LabReading {
        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    /** The folder holds no lab that can be opened. */
    record Broken(List<Problem> problems) implements LabReading {
        public Broken {
            problems = problems.stream().sorted().distinct().toList();
        }
    }
}
