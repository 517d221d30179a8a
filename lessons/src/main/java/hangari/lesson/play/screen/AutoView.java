package hangari.lesson.play.screen;

import hangari.lesson.play.Auto.StepResult;

/** One line for each step that was played by itself. */
public record AutoView(Look look, Phrases phrases) {
    public String line(StepResult result) {
        String step = result.lesson() + "/" + result.step();
        if (result instanceof StepResult.Failed failed) {
            return look.mark("✗ ", "NO: ") + step + ": " + failed.reason();
        }
        if (result instanceof StepResult.Skipped skipped) {
            return look.mark("- ", "--: ") + step + ": " + phrases.say("auto.skipped", skipped.reason());
        }
        return look.mark("✓ ", "OK: ") + step;
    }
}
