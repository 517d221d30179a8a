package hangari.linux.proc;

/** A file below {@code /proc} does not have the form that its manual page gives. */
public final class ProcFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ProcFormatException(String file, String expected, String found) {
        super(file + ": expected " + expected + ", found \"" + found + "\"");
    }

    static long number(String file, String expected, String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new ProcFormatException(file, expected, text);
        }
    }
}
