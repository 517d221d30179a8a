package hangari.container.life.keep;

import hangari.container.life.LifeException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a terminal's window is. */
record WindowSize(int rows, int columns) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5}) ([0-9]{1,5})");

    /** Somebody whose window it is. */
    interface Window {
        void resize(int rows, int columns);
    }

    /** Reads {@code ROWS COLUMNS}. */
    static WindowSize of(String text) {
        Matcher size = TEXT.matcher(text);
        if (!size.matches()) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST, "bad window size \"" + text + "\": write it as ROWS COLUMNS");
        }
        return new WindowSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    }

    void apply(Window window) {
        window.resize(rows, columns);
    }
}
