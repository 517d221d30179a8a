package hangari.lab;

import hangari.lesson.source.Problem;
import hangari.lesson.source.Problems;
import hangari.lesson.source.SourceFile;
import java.nio.file.Path;
import java.util.List;

/** The files of code in a lab folder: what it begins with, and what solves it. */
record LabCode(String start, String solution) {
    static final String START = "start.jsh";
    static final String SOLUTION = "solution.jsh";

    /** Reads both; what is wrong with them is added. */
    static LabCode read(Path folder, List<Problem> problems) {
        return new LabCode(read(folder, START, problems), read(folder, SOLUTION, problems));
    }

    private static String read(Path folder, String name, List<Problem> problems) {
        Problems found = new Problems(folder.resolve(name));
        String code = SourceFile.read(folder, name, found).map(SourceFile::text).orElse("");
        if (code.isBlank() && found.found().isEmpty()) {
            found.add(0, "holds no code", "write it");
        }
        problems.addAll(found.found());
        return code.stripTrailing();
    }
}
