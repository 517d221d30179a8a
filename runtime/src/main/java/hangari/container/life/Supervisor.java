package hangari.container.life;

import hangari.container.life.Request.Condition;
import hangari.container.life.Request.ExecConfig;
import hangari.container.life.Request.LogQuery;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who looks after containers: docker's verbs, typed.
 *
 * <pre>{@code
 * String id = supervisor.create("web", ContainerDraft.of("busybox").command("httpd", "-f").config()).id();
 * supervisor.start("web");
 * supervisor.stop("web", Optional.empty(), OptionalInt.of(10));
 * int status = supervisor.await("web", Condition.NOT_RUNNING).code();
 * supervisor.remove("web", false);
 * }</pre>
 *
 * <p>A container is named by its id, the beginning of its id, or its name. What cannot be done is a {@link
 * LifeException}.
 */
public interface Supervisor {
    Answer.Versions version();

    /**
     * Makes a container, which does not run yet; an empty name is replaced by one of our own.
     *
     * <p>Whoever leaves before the answer has come leaves a container behind that is listed as created, as with docker: it
     * may be whole, and to remove what somebody asked for is nobody's to decide.
     */
    Answer.Created create(String name, ContainerConfig config);

    /** Starts it; it runs when this returns. One that runs already is left as it is. */
    void start(String container);

    /** Joins the caller to its output and, if wanted, its input; see {@link Request.Attach}. */
    Conversation attach(Request.Attach attach);

    /** Its output as it is kept. */
    Conversation logs(String container, LogQuery query);

    Answer.Rows list(boolean all);

    ContainerDetails inspect(String container);

    /** Asks it to end by a signal, and ends it when the time is up. */
    void stop(String container, Optional<String> signal, OptionalInt seconds);

    void kill(String container, String signal);

    void pause(String container);

    void unpause(String container);

    void restart(String container, Optional<String> signal, OptionalInt seconds);

    void remove(String container, boolean force);

    void rename(String container, String name);

    void resize(String container, int rows, int columns);

    Answer.Processes top(String container);

    Answer.Usage stats(String container);

    /** Waits until the condition holds. */
    Answer.Ended await(String container, Condition condition);

    /** Prepares a further process; returns its id. */
    String execCreate(String container, ExecConfig config);

    Conversation execStart(String exec, boolean detach);

    void execResize(String exec, int rows, int columns);

    Answer.ExecDetails execInspect(String exec);
}
