package hangari.lesson.play.screen;

import org.jline.terminal.Terminal;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.InfoCmp.Capability;

/**
 * Styled text for a terminal that knows Unicode.
 *
 * <p>JLine draws the characters of a box by the terminal's alternate character set, from which they cannot be copied, or by
 * ASCII. Here they pass through it in disguise, as characters of the private use area.
 */
final class Ansi {
    private static final int COLORS = 8;
    private static final char BOXES = '\u2500';
    private static final char BOXES_END = '\u2580';
    private static final int DISGUISE = '\ue000' - BOXES;

    private Ansi() {}

    /** The text with the escape sequences of its styles, as many colours as the terminal has. */
    static String of(AttributedString text, Terminal terminal) {
        Integer colors = terminal.getNumericCapability(Capability.max_colors);
        AttributedStringBuilder disguised = new AttributedStringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char shown = c >= BOXES && c < BOXES_END ? (char) (c + DISGUISE) : c;
            disguised.append(String.valueOf(shown), text.styleAt(i));
        }
        String ansi =
                disguised.toAnsi(colors == null ? COLORS : colors, ForceMode.None, terminal.getPalette(), null, null);
        StringBuilder plain = new StringBuilder(ansi.length());
        ansi.chars()
                .map(c -> c >= BOXES + DISGUISE && c < BOXES_END + DISGUISE ? c - DISGUISE : c)
                .forEach(c -> plain.append((char) c));
        return plain.toString();
    }
}
