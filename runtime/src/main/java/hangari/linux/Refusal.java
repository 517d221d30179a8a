package hangari.linux;

/**
 * A call that the kernel refused, as a value.
 *
 * @param call the name of the call
 * @param text the call with its values
 * @param errno why
 * @param said the kernel's own words on it, where it has any (netlink's extended acknowledgement); empty otherwise
 * @param hint what it means here and what mends it
 */
public record Refusal(String call, String text, Errno errno, String said, Hint hint) {
    /** A refusal of which the kernel said no more than the errno. */
    public Refusal(String call, String text, Errno errno, Hint hint) {
        this(call, text, errno, "", hint);
    }

    static Refusal of(Call call, Errno errno) {
        String name = call.syscall().toString();
        return new Refusal(name, call.text(), errno, Hints.of(call, errno));
    }

    /** One line: {@code pivot_root(".", "."): EINVAL (the new root is not a mount point): bind-mount it first}. */
    public String line() {
        return line("en");
    }

    /** The same line with its hint in a language, {@code en} or {@code ko}. */
    public String line(String language) {
        String why = said.isEmpty() ? errno.meaning() : errno.meaning() + "; the kernel says \"" + said + "\"";
        String line = text + ": " + errno + " (" + why + ")";
        return hint.isEmpty() ? line : line + ": " + hint.in(language);
    }

    @Override
    public String toString() {
        return line();
    }
}
