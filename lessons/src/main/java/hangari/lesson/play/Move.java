package hangari.lesson.play;

import hangari.lesson.model.Language;

/** What a learner does. */
public sealed interface Move {
    /** Commits to a choice of the step's prediction. */
    record Predict(String choice) implements Move {}

    /** Runs this code. */
    record Run(String code) implements Move {}

    /** Runs the code that is shown. */
    record RunShown() implements Move {}

    /** Goes on to the next step, or ends the lesson after the last one. */
    record Next() implements Move {}

    /** Goes back to the step before. */
    record Back() implements Move {}

    /** Goes to a step, by its id or its number from 1; what lies before it is made up for. */
    record Jump(String step) implements Move {}

    /** Asks for the next hint. */
    record Hint() implements Move {}

    /** Asks to look at the kernel again: what was started may have gone on. */
    record Check() implements Move {}

    /** Asks for the model answer; from now on it is the code that is shown. */
    record Solution() implements Move {}

    /** Takes the session back to where the step began. */
    record Reset() implements Move {}

    /** Takes back the last input that was accepted. */
    record Undo() implements Move {}

    /** Goes on in this language. */
    record Speak(Language language) implements Move {}
}
