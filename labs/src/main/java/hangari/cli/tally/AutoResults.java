package hangari.cli.tally;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes what {@code learn --auto} recorded: a line of JSON for each step. */
public final class AutoResults {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What came of a step. */
    public enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * A step that was played, or was not.
     *
     * @param lesson its lesson's id
     * @param step its id
     * @param language the code of the language
     * @param outcome what came of it
     * @param reason why it failed or was skipped; empty if it passed
     */
    public record Line(String lesson, String step, String language, Outcome outcome, String reason) {
        /** The line, without its end. */
        public String json() {
            return JSON.writeValueAsString(this);
        }

        private Count count() {
            String name = lesson + "/" + step + " (" + language + "): " + reason;
            return switch (outcome) {
                case PASSED -> Count.ofPassed();
                case FAILED -> Count.ofFailed(name);
                case SKIPPED -> Count.ofSkipped(reason);
            };
        }
    }

    private AutoResults() {}

    /** Counts the steps of every file of a folder. */
    public static Count in(Path folder) throws IOException {
        Count count = Count.NONE;
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> records = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            for (Path record : records) {
                count = count.plus(of(record));
            }
        }
        return count;
    }

    private static Count of(Path record) throws IOException {
        Count count = Count.NONE;
        for (String line : Files.readAllLines(record)) {
            try {
                count = count.plus(JSON.readValue(line, Line.class).count());
            } catch (JacksonException e) {
                throw new IOException(record + ": not the record of a play: play again", e);
            }
        }
        return count;
    }
}
