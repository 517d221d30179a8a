package hangari.network;

import hangari.linux.Refusal;
import java.util.Optional;

/**
 * What came of a plan: it is carried out change by change, and stops at the first that is refused.
 *
 * @param done how many changes were made
 * @param refusal why the next one was not, if so
 */
public record Applied(NetworkPlan plan, int done, Optional<Refusal> refusal) {
    /** The plan, and what the kernel answered; in English. */
    @Override
    public String toString() {
        return in("en");
    }

    /** The plan, and what the kernel answered; the remedy in a language, {@code en} or {@code ko}. */
    public String in(String language) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < plan.changes().size(); i++) {
            String change = plan.changes().get(i).text();
            text.append(i < done ? change + " = 0" : i == done ? stopped(change, language) : change)
                    .append('\n');
        }
        return text.toString().stripTrailing();
    }

    private String stopped(String change, String language) {
        return refusal.map(refused -> refused.line(language)).orElse(change);
    }
}
