package hangari.slides;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a browser test needs; without it the test is skipped, unless the property {@code hangari.deck} demands it. */
final class BrowserIsThere implements ExecutionCondition {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = missing();
        return missing.isEmpty() || Boolean.getBoolean("hangari.deck")
                ? ConditionEvaluationResult.enabled("there, or demanded")
                : ConditionEvaluationResult.disabled(String.join("; ", missing));
    }

    /** What is not there, each with its remedy. */
    static List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!DeckServer.missingFiles().isEmpty()) {
            missing.add("this build lacks " + DeckServer.missingFiles() + ": build with -Pdeck");
        }
        if (!Files.isExecutable(CHROMIUM)) {
            missing.add(CHROMIUM + " is missing: install chromium");
        }
        if (BrowserIsThere.class.getClassLoader().getResource("driver/linux/node") == null) {
            missing.add("Playwright's node is missing: run with -Dhangari.deck=true");
        }
        return missing;
    }
}
