package hangari.container.life;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;

/** What a container is at the moment. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = State.Created.class, name = "created"),
    @JsonSubTypes.Type(value = State.Running.class, name = "running"),
    @JsonSubTypes.Type(value = State.Paused.class, name = "paused"),
    @JsonSubTypes.Type(value = State.Restarting.class, name = "restarting"),
    @JsonSubTypes.Type(value = State.Exited.class, name = "exited"),
    @JsonSubTypes.Type(value = State.Dead.class, name = "dead")
})
public sealed interface State {
    /** Docker's word for it. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether it has processes. */
    default boolean alive() {
        return present().isPresent();
    }

    /** The run that goes on, be it paused. */
    default Optional<Running> present() {
        if (this instanceof Paused paused) {
            return Optional.of(paused.running());
        }
        return this instanceof Running running ? Optional.of(running) : Optional.empty();
    }

    /** The run that was last, if none goes on. */
    default Optional<Exited> last() {
        if (this instanceof Restarting restarting) {
            return Optional.of(restarting.exited());
        }
        return this instanceof Exited exited ? Optional.of(exited) : Optional.empty();
    }

    /** How often it was started: the number of the present run, or of the last. */
    default int runsSoFar() {
        return present().map(Running::run).or(() -> last().map(Exited::run)).orElse(0);
    }

    /** How often it has been started again since somebody started it. */
    default int exitsSoFar() {
        return present().map(Running::exits).or(() -> last().map(Exited::exits)).orElse(0);
    }

    /** It has never been started. */
    record Created() implements State {}

    /**
     * It runs.
     *
     * @param run how many times it was started; its files are called after that
     * @param keeper the PID of its keeper
     * @param keeperStarted when that began, in clock ticks after boot: with the PID it names one process for ever
     * @param pid the PID of its first process, as the host sees it
     * @param at when it was started
     * @param exits how often it has been started again since somebody started it
     */
    record Running(int run, long keeper, long keeperStarted, long pid, Instant at, int exits) implements State {}

    /** It runs, but is not given any time. */
    record Paused(Running running) implements State {}

    /** It has ended and is about to be started again. */
    record Restarting(Exited exited) implements State {}

    /**
     * It has ended.
     *
     * @param run which start of it that was
     * @param code its status: its own, or 128 and the number of the signal that ended it
     * @param oom whether one of its processes was ended for want of memory
     * @param begun when it was started
     * @param at when it ended
     * @param error why it could not be started or be kept; empty if it ended by itself
     * @param exits how often it has been started again since somebody started it
     */
    record Exited(int run, int code, boolean oom, Instant begun, Instant at, String error, int exits)
            implements State {}

    /** It could not be removed whole, and can only be removed. */
    record Dead(String error) implements State {}
}
