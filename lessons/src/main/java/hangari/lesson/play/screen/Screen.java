package hangari.lesson.play.screen;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** Where a lesson is shown and the learner types. */
public interface Screen extends AutoCloseable {
    /** What came of asking for a line. */
    sealed interface Input {
        /** A line, or several that belong together. */
        record Line(String text) implements Input {}

        /** Ctrl-C; whether anything had been typed. */
        record Interrupt(boolean typed) implements Input {}

        /** Ctrl-D, or the end of the input. */
        record End() implements Input {}
    }

    /** What a line is asked for. */
    enum Wanted {
        /** Java, which may go on over several lines, or a command. */
        CODE,
        /** A word that is not worth remembering. */
        CHOICE
    }

    /** How things look here. */
    Look look();

    /** The language of what the screen itself says. */
    void speak(Phrases phrases);

    /** Where the learner's code prints. */
    PrintStream output();

    /** Shows lines; on a terminal, a screenful at a time. */
    void show(List<AttributedString> lines);

    /** Shows one line. */
    default void show(AttributedString line) {
        show(List.of(line));
    }

    /** Shows one line without any style. */
    default void say(String line) {
        show(List.of(new AttributedString(line)));
    }

    /**
     * Lets the learner recall this code as if it had been typed, to change it; nothing where lines cannot be edited.
     * The same code is offered once, until {@link #offerAnew}.
     */
    default void offer(String code) {}

    /** Has been shown again: the next offer counts, though it may be the last one again. */
    default void offerAnew() {}

    /** Asks for a line. */
    Input ask(AttributedString prompt, Wanted wanted);

    /** Runs something that Ctrl-C ends by calling {@code interrupt}. */
    void running(Runnable interrupt, Runnable work);

    /** Lets another program have the terminal until it ends; what went wrong, if anything did. */
    Optional<String> lend(List<String> program);

    /** Whether it is one that can be lent. */
    boolean isTerminal();

    @Override
    void close();
}
