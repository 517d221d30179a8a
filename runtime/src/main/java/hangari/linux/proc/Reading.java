package hangari.linux.proc;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of reading a file of a process: its value, or that there is none, or that it is forbidden.
 *
 * <pre>{@code
 * Reading<ProcessStatus> status = ProcFs.host().status(pid);
 * String name = status.denied() ? "?" : status.map(ProcessStatus::name).value().orElse("gone");
 * }</pre>
 */
public sealed interface Reading<T> {

    /** The file was read. */
    record Found<T>(T content) implements Reading<T> {}

    /**
     * There is nothing to read: the process is gone, or is a zombie that has given this part of itself back.
     *
     * @param reason what the kernel said
     */
    record Gone<T>(Path file, String reason) implements Reading<T> {}

    /** The kernel refuses to show the file to this user (ptrace(2), "Ptrace access mode checking"). */
    record Denied<T>(Path file) implements Reading<T> {
        @Override
        public String toString() {
            return "not allowed to read " + file + ": the process belongs to another user, ask as root";
        }
    }

    /** The value, if it was found. */
    default Optional<T> value() {
        return this instanceof Found<T> found ? Optional.of(found.content()) : Optional.empty();
    }

    /** Whether the kernel refused. */
    default boolean denied() {
        return this instanceof Denied;
    }

    /** The same reading of something made from the value. */
    default <R> Reading<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Found<>(change.apply(value)));
    }

    /** What a further reading, which needs the value, comes to. */
    default <R> Reading<R> then(Function<? super T, Reading<R>> next) {
        if (this instanceof Found<T> found) {
            return next.apply(found.content());
        }
        return this instanceof Gone<T> gone
                ? new Gone<>(gone.file(), gone.reason())
                : new Denied<>(((Denied<T>) this).file());
    }
}
