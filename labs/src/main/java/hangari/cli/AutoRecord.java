package hangari.cli;

import hangari.cli.tally.AutoResults;
import hangari.cli.tally.AutoResults.Outcome;
import hangari.lesson.play.Auto.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what came of steps or goals, for the tally.
 *
 * @param language the code of the language in which they were played
 */
record AutoRecord(String language) {
    void write(Path file, List<StepResult> results) throws IOException {
        Files.write(file, results.stream().map(result -> line(result).json()).toList());
    }

    private AutoResults.Line line(StepResult result) {
        if (result instanceof StepResult.Failed failed) {
            return new AutoResults.Line(result.lesson(), result.step(), language, Outcome.FAILED, failed.reason());
        }
        if (result instanceof StepResult.Skipped skipped) {
            return new AutoResults.Line(result.lesson(), result.step(), language, Outcome.SKIPPED, skipped.reason());
        }
        return new AutoResults.Line(result.lesson(), result.step(), language, Outcome.PASSED, "");
    }
}
