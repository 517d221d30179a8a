package hangari.slides;

import hangari.lesson.check.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the page shows of a step, in one language: it is sent anew after each wish.
 *
 * <p>Texts whose name ends in {@code Html} are HTML; all others are plain.
 *
 * @param type tells it from other messages
 * @param slide the slide for which it is
 * @param title the step's title
 * @param bodyHtml what is read first
 * @param question the prediction, if the step has one
 * @param code the code that is shown
 * @param missing why this machine cannot run the step; empty if it can
 * @param attempt what the last input came to, if one was run
 * @param noticeHtml something that was asked for, such as a hint; empty if nothing was
 */
record StepView(
        String type,
        String slide,
        String language,
        String title,
        String bodyHtml,
        Optional<Question> question,
        String code,
        List<String> missing,
        Optional<Tried> attempt,
        String noticeHtml) {
    /**
     * A prediction, with the hands that were counted.
     *
     * @param answer the right choice, once the step was passed
     */
    record Question(String textHtml, List<Choice> choices, Optional<String> answer) {}

    /**
     * A choice of a prediction.
     *
     * @param replyHtml what there is to say to those who chose it; empty until the step was passed
     */
    record Choice(String id, String textHtml, int hands, String replyHtml) {}

    /**
     * What an input came to.
     *
     * @param passed whether the step is passed by it; empty if there was nothing to judge
     * @param reason what was expected and what was seen, if it is not
     * @param hintHtml the hint that fits what was observed
     * @param evidenceHtml what to look at, if it is passed
     * @param values what the input's expressions came to, a line each
     * @param faults what the compiler or the code itself complains about, a line each
     * @param end why it did not come to its end, such as {@code INTERRUPTED}
     */
    record Tried(
            Optional<Boolean> passed,
            String reason,
            String hintHtml,
            String evidenceHtml,
            List<String> values,
            List<String> faults,
            Optional<String> end,
            List<Box> boxes) {}

    /** What the kernel showed of one box, beside the host. */
    record Box(
            int number,
            String command,
            String state,
            Optional<Integer> exit,
            Optional<String> signal,
            Optional<Evidence.Failure> failure,
            String stdout,
            String stderr,
            Optional<String> root,
            Map<String, Namespace> namespaces,
            List<Evidence.Call> calls) {}

    /** The inode of a box's namespace, and the host's. */
    record Namespace(long box, long host, boolean own) {}
}
