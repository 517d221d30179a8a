package hangari.linux;

/**
 * The kernel refused a call.
 *
 * <p>The message is one line: the call with its values, the errno by name, what it means, and the remedy where one is
 * known.
 */
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    KernelException(String call, String text, Errno errno) {
        this(new Refusal(call, text, errno, Hints.of(call, errno)));
    }

    /** A refusal that was a value, thrown. */
    public KernelException(Refusal refusal) {
        super(refusal.line());
        this.refusal = refusal;
    }

    /** The refusal as a value, which can say its line in either language. */
    public Refusal refusal() {
        return refusal;
    }

    /** The name of the call, such as {@code pivot_root}. */
    public String call() {
        return refusal.call();
    }

    /** Why it was refused. */
    public Errno errno() {
        return refusal.errno();
    }
}
