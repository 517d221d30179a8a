package hangari.container.life;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a supervisor can be asked, one record a verb. {@code container} is always an id, the beginning of one, or a name.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "verb")
@JsonSubTypes({
    @JsonSubTypes.Type(Request.Version.class),
    @JsonSubTypes.Type(Request.Leave.class),
    @JsonSubTypes.Type(Request.Create.class),
    @JsonSubTypes.Type(Request.Start.class),
    @JsonSubTypes.Type(Request.Attach.class),
    @JsonSubTypes.Type(Request.Logs.class),
    @JsonSubTypes.Type(Request.ListAll.class),
    @JsonSubTypes.Type(Request.Inspect.class),
    @JsonSubTypes.Type(Request.Stop.class),
    @JsonSubTypes.Type(Request.Kill.class),
    @JsonSubTypes.Type(Request.Pause.class),
    @JsonSubTypes.Type(Request.Unpause.class),
    @JsonSubTypes.Type(Request.Restart.class),
    @JsonSubTypes.Type(Request.Remove.class),
    @JsonSubTypes.Type(Request.Rename.class),
    @JsonSubTypes.Type(Request.Resize.class),
    @JsonSubTypes.Type(Request.Top.class),
    @JsonSubTypes.Type(Request.Stats.class),
    @JsonSubTypes.Type(Request.Wait.class),
    @JsonSubTypes.Type(Request.ExecCreate.class),
    @JsonSubTypes.Type(Request.ExecStart.class),
    @JsonSubTypes.Type(Request.ExecResize.class),
    @JsonSubTypes.Type(Request.ExecInspect.class)
})
public sealed interface Request {
    /** Which version the supervisor is of; answered with {@link Answer.Versions}. */
    record Version() implements Request {}

    /** That it ends; containers live on, and the next request begins another. */
    record Leave() implements Request {}

    /** Answered with {@link Answer.Created}. */
    record Create(String name, ContainerConfig config) implements Request {}

    record Start(String container) implements Request {}

    /**
     * To be joined to its output, and to its input. A stream of frames follows the answer.
     *
     * @param logs whether what it wrote before comes first
     * @param stdin whether frames of input will be sent
     * @param start whether it is started when all is joined, so that nothing is missed
     */
    record Attach(String container, boolean logs, boolean stdin, boolean start) implements Request {}

    /** Its output so far, and with {@code follow} what comes. A stream of frames follows the answer. */
    record Logs(String container, LogQuery query) implements Request {}

    /** Answered with {@link Answer.Rows}; without {@code all} only those that run. */
    record ListAll(boolean all) implements Request {}

    /** Answered with {@link ContainerDetails}. */
    record Inspect(String container) implements Request {}

    /**
     * That it ends by its stop signal, or by SIGKILL when the time is up.
     *
     * @param seconds how long it is waited for; 0 kills at once, -1 waits for ever
     */
    record Stop(String container, Optional<String> signal, OptionalInt seconds) implements Request {}

    record Kill(String container, String signal) implements Request {}

    record Pause(String container) implements Request {}

    record Unpause(String container) implements Request {}

    record Restart(String container, Optional<String> signal, OptionalInt seconds) implements Request {}

    /**
     * That nothing is left of it.
     *
     * @param force whether it is killed first if it runs
     */
    record Remove(String container, boolean force) implements Request {}

    record Rename(String container, String name) implements Request {}

    record Resize(String container, int rows, int columns) implements Request {}

    /** Answered with {@link Answer.Processes}. */
    record Top(String container) implements Request {}

    /** Answered with {@link Answer.Usage}. */
    record Stats(String container) implements Request {}

    /** Answered with {@link Answer.Ended} when the condition holds, or an error if it cannot any more. */
    record Wait(String container, Condition condition) implements Request {}

    /** What is waited for. */
    enum Condition {
        /** That it does not run, which may be so at once. */
        NOT_RUNNING,
        /** That it ends for the next time. */
        NEXT_EXIT,
        /** That it is removed. */
        REMOVED
    }

    /** Answered with {@link Answer.Created}. */
    record ExecCreate(String container, ExecConfig config) implements Request {}

    /** A stream of frames follows the answer; a detached one ends at once. */
    record ExecStart(String exec, boolean detach) implements Request {}

    record ExecResize(String exec, int rows, int columns) implements Request {}

    /** Answered with {@link Answer.ExecDetails}. */
    record ExecInspect(String exec) implements Request {}

    /**
     * Which part of the output is meant.
     *
     * @param tail how many lines from the end; empty for all
     */
    record LogQuery(
            boolean stdout,
            boolean stderr,
            boolean follow,
            OptionalInt tail,
            Optional<Instant> since,
            Optional<Instant> until,
            boolean timestamps) {
        /** All of it. */
        public static final LogQuery ALL =
                new LogQuery(true, true, false, OptionalInt.empty(), Optional.empty(), Optional.empty(), false);

        public LogQuery following() {
            return new LogQuery(stdout, stderr, true, tail, since, until, timestamps);
        }

        public LogQuery last(int lines) {
            return new LogQuery(stdout, stderr, follow, OptionalInt.of(lines), since, until, timestamps);
        }
    }

    /**
     * A further process of a container, in the terms of Docker's exec request.
     *
     * @param user as in {@link ContainerConfig}; empty for the container's
     * @param privileged whether it has all capabilities
     */
    record ExecConfig(
            List<String> command,
            List<String> env,
            String user,
            String workdir,
            boolean terminal,
            boolean stdin,
            boolean privileged) {
        public ExecConfig {
            command = List.copyOf(command);
            env = List.copyOf(env);
        }

        public static ExecConfig of(String... command) {
            return new ExecConfig(List.of(command), List.of(), "", "", false, false, false);
        }
    }
}
