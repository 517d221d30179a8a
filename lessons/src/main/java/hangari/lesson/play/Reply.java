package hangari.lesson.play;

import hangari.lesson.model.Language;
import hangari.lesson.model.Step;

/** What comes of a {@link Move}. Texts are in the player's language, as Markdown. */
public sealed interface Reply {
    /** The learner is committed to this choice. */
    record Predicted(String choice) implements Reply {}

    /** Code was run. */
    record Tried(Attempt attempt) implements Reply {}

    /** The learner is at this step now, at its beginning. */
    record Arrived(Step step) implements Reply {}

    /** The lesson is over. */
    record Finished() implements Reply {}

    /**
     * A hint.
     *
     * @param text the hint
     * @param tier which of the written ones, from 1; 0 if it was drawn from what was observed
     * @param tiers how many written ones there are
     */
    record HintGiven(String text, int tier, int tiers) implements Reply {}

    /** The model answer, and why it is one. */
    record Solved(String code, String why) implements Reply {}

    /** The session is back where the step began. */
    record WasReset(Step step) implements Reply {}

    /** This input was taken back; so many of the step's are left. */
    record Undone(String code, int left) implements Reply {}

    /** The player speaks this language now. */
    record Spoken(Language language) implements Reply {}

    /** It cannot be done, and nothing has changed. */
    record Refused(Reason reason, String value) implements Reply {}

    /** Why a move is refused. */
    enum Reason {
        NO_PREDICTION,
        NO_SUCH_CHOICE,
        NO_CODE_SHOWN,
        NO_SUCH_STEP,
        FIRST_STEP,
        NOTHING_TO_CHECK,
        NOTHING_TO_UNDO,
        NO_MORE_HINTS
    }
}
