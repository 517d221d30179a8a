package hangari.linux;

/**
 * A call that the kernel refused, as a value.
 *
 * @param call the name of the call
 * @param text the call with its values
 * @param errno why
 * @param hint what it means here and what mends it
 */
public record Refusal(String call, String text, Errno errno, Hint hint) {
    static Refusal of(Call call, Errno errno) {
        String name = call.syscall().toString();
        return new Refusal(name, call.text(), errno, Hints.of(call, errno));
    }

    /** One line: {@code pivot_root(".", "."): EINVAL (the new root is not a mount point): bind-mount it first}. */
    public String line() {
        return line(text, errno, hint);
    }

    /** The same line with its hint in a language, {@code en} or {@code ko}. */
    public String line(String language) {
        String line = line(text, errno, Hint.NONE);
        return hint.isEmpty() ? line : line + ": " + hint.in(language);
    }

    static String line(String text, Errno errno, Hint hint) {
        String line = text + ": " + errno + " (" + errno.meaning() + ")";
        return hint.isEmpty() ? line : line + ": " + hint;
    }

    @Override
    public String toString() {
        return line();
    }
}
