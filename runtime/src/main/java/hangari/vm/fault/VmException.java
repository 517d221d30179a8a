package hangari.vm.fault;

import java.util.List;

/**
 * A virtual machine cannot be made, did not start, or is gone: one line with what was tried, why it failed, and the
 * remedy; and what its console said last.
 */
public final class VmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, with its line in English; in another language, its values stand in the same order. */
    public enum Kind {
        /** No emulator is installed. */
        NO_EMULATOR("%s is not installed: apt-get install %s"),
        /** No kernel can be had. */
        NO_KERNEL("no kernel for a guest: none in %s can be read, and none was fetched (%s):"
                + " apt-get install linux-image-cloud-%s"),
        /** A kernel cannot be kept. */
        NO_STATE("cannot keep a kernel below %s: it cannot be written: set HANGARI_STATE to a directory that can"),
        /** The directory cannot be a guest's root. */
        NO_ROOT("cannot make a guest's root of %s: %s"),
        /** The machine would be too small for what is to be in it. */
        NO_MEMORY("a virtual machine of %s MiB is too small for a root of %s MiB and its kernel:"
                + " give it at least %s MiB"),
        /** It ended before its first process was ready. */
        BOOT_FAILED("the virtual machine ended while it started (%s): see its last lines"),
        /** Its first process was not ready in time. */
        BOOT_TIMEOUT("the virtual machine was not ready within %s s (%s): give it more time, or see its last lines"),
        /** It was gone while somebody still needed it. */
        GONE("the virtual machine ended while the command ran: start it again"),
        /** No command was given. */
        NO_COMMAND("no command was given: name a program of the guest"),
        /** A command is nothing that a guest can be given. */
        BAD_COMMAND("the guest cannot be given this command: %s");

        private final String line;

        Kind(String line) {
            this.line = line;
        }
    }

    private final Kind kind;
    private final transient List<Object> values;
    private final transient List<String> console;

    public VmException(Kind kind, Object... values) {
        this(List.of(), kind, values);
    }

    /**
     * One with the last lines of the machine's console.
     *
     * @param values what stands in its line
     */
    public VmException(List<String> console, Kind kind, Object... values) {
        super(String.format(kind.line, values));
        this.kind = kind;
        this.values = List.of(values);
        this.console = List.copyOf(console);
    }

    public Kind kind() {
        return kind;
    }

    /** What stands in its line, to say it in another language. */
    public List<Object> values() {
        return values;
    }

    /** What the machine's console said last, line by line. */
    public List<String> console() {
        return console;
    }
}
