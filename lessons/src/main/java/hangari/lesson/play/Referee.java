package hangari.lesson.play;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Judge;
import hangari.lesson.check.Proc;
import hangari.lesson.check.Scene;
import hangari.lesson.check.Verdict;
import hangari.lesson.model.Step;
import java.util.List;
import java.util.Optional;

/** Decides whether what the kernel shows passes a step. */
public interface Referee {
    /** The one that looks at this machine's kernel now. */
    Referee KERNEL = (step, boxes, value) -> Judge.judge(step, Scene.now(boxes, value, Proc.SYSTEM));

    /**
     * Judges.
     *
     * @param boxes what was observed of each box, by its number
     * @param value the value of the last expression, as JShell prints it
     */
    Verdict judge(Step step, List<Evidence> boxes, Optional<String> value);
}
