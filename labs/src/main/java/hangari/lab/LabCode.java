package hangari.lab;

import hangari.lesson.source.FolderReader;

/** The files of code in a lab folder: what it begins with, and what solves it. */
record LabCode(String start, String solution) {
    static final String START = "start.jsh";
    static final String SOLUTION = "solution.jsh";

    static LabCode read(FolderReader reader) {
        return new LabCode(reader.code(START), reader.code(SOLUTION));
    }
}
