package hangari.lesson.play;

import hangari.lesson.check.Evidence;
import hangari.lesson.shell.Outcome;
import java.util.List;

/** Where code is run: a session that can be thrown away for a fresh one. */
public interface Bench extends AutoCloseable {
    /** Runs an input, with its output going to the learner. */
    Outcome eval(String input);

    /** Runs an input again, without its output. */
    Outcome replay(String input);

    /** What was observed since the last input. */
    List<Evidence> newEvidence();

    /** Whether it can be used, or has lost its VM. */
    boolean alive();

    /** Whether nothing was run in it yet. */
    boolean fresh();

    /** Throws the session away and starts another in the background. */
    void renew();

    /** Asks the running input to stop; may be called from any thread. */
    void interrupt();

    @Override
    void close();
}
