package hangari.vm.fault;

import java.util.List;

/**
 * A virtual machine cannot be made, did not start, or is gone: one line with what was tried, why it failed, and the
 * remedy; and what its console said last.
 */
public final class VmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, for who wants to do something else then. */
    public enum Kind {
        /** No emulator is installed. */
        NO_EMULATOR,
        /** No kernel can be had. */
        NO_KERNEL,
        /** The machine would be too small for what is to be in it. */
        NO_MEMORY,
        /** What it needs cannot be written. */
        NO_PLACE,
        /** It ended before its first process was ready. */
        BOOT_FAILED,
        /** Its first process was not ready in time. */
        BOOT_TIMEOUT,
        /** It was gone while somebody still needed it. */
        GONE,
        /** A command is nothing that a guest can be given. */
        BAD_COMMAND
    }

    private final Kind kind;
    private final transient List<String> console;

    public VmException(Kind kind, String message) {
        this(kind, message, List.of());
    }

    /**
     * @param console the last lines of the machine's console
     */
    public VmException(Kind kind, String message, List<String> console) {
        super(message);
        this.kind = kind;
        this.console = List.copyOf(console);
    }

    public Kind kind() {
        return kind;
    }

    /** What the machine's console said last, line by line. */
    public List<String> console() {
        return console;
    }
}
