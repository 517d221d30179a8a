package hangari.linux;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table: a system call with its arguments.
 *
 * @param into the handle that the result is given to, if a later call needs it
 * @param tolerated an errno after which the program goes on
 * @param plumbing whether the call serves the launch (signals, descriptors) rather than the isolation
 */
record Call(
        Syscall syscall,
        List<Arg> args,
        @Nullable Handle into,
        @Nullable Errno tolerated,
        boolean plumbing) {
    Call {
        args = List.copyOf(args);
        if (args.size() > 6) {
            throw new IllegalArgumentException(syscall + " has " + args.size() + " arguments, but a call has six");
        }
    }

    static Call of(Syscall syscall, Arg... args) {
        return new Call(syscall, List.of(args), null, null, false);
    }

    Call into(Handle handle) {
        return new Call(syscall, args, handle, tolerated, plumbing);
    }

    Call tolerating(Errno errno) {
        return new Call(syscall, args, into, errno, plumbing);
    }

    Call asPlumbing() {
        return new Call(syscall, args, into, tolerated, true);
    }

    /** The call in the manner of {@code strace(1)}. */
    String text() {
        return args.stream().map(Arg::text).collect(Collectors.joining(", ", syscall + "(", ")"));
    }
}
