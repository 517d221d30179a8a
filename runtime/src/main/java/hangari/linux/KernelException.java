package hangari.linux;

/**
 * The kernel refused a call.
 *
 * <p>The message is one line: the call with its values, the errno by name, what it means, and the remedy where one is
 * known.
 */
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final Errno errno;

    KernelException(String call, String text, Errno errno) {
        super(Refusal.line(text, errno, Hints.of(call, errno)));
        this.call = call;
        this.errno = errno;
    }

    /** The name of the call, such as {@code pivot_root}. */
    public String call() {
        return call;
    }

    /** Why it was refused. */
    public Errno errno() {
        return errno;
    }
}
