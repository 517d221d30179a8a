package hangari.lesson.play.screen;

import java.util.List;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** What a learner wants at the end of a screenful, by the key that is hit; a key may be several characters. */
final class PageKeys {
    /** What is wanted. */
    enum Wish {
        /** Another screenful. */
        ANOTHER,
        /** No more of it. */
        ENOUGH,
        /** Another screenful, and to type the next line already. */
        TYPED
    }

    /** How long the rest of a key may take, in milliseconds: Escape by itself has none. */
    private static final long REST_MILLIS = 50;

    private static final List<Capability> DOWN = List.of(Capability.key_down, Capability.key_npage);

    private final KeyMap<Wish> keys = new KeyMap<>();
    private final BindingReader reader;

    PageKeys(Terminal terminal) {
        reader = new BindingReader(terminal.reader());
        keys.setAmbiguousTimeout(REST_MILLIS);
        keys.setNomatch(Wish.ENOUGH);
        keys.setUnicode(Wish.TYPED);
        keys.bind(Wish.TYPED, KeyMap.range("!-~"));
        // ECMA-48, "control sequences" and "single-shift three": what arrow and function keys send
        keys.bind(Wish.ENOUGH, KeyMap.range("\033[A-\033[Z"));
        keys.bind(Wish.ENOUGH, KeyMap.range("\033OA-\033OZ"));
        for (int number = 1; number <= 24; number++) {
            keys.bind(Wish.ENOUGH, "\033[" + number + "~");
        }
        keys.bind(Wish.ENOUGH, "q", KeyMap.esc(), KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        keys.bind(Wish.ANOTHER, " ", "\r", "\n", "\033[B", "\033OB", "\033[6~");
        DOWN.forEach(key -> keys.bind(Wish.ANOTHER, KeyMap.key(terminal, key)));
    }

    /** Waits for a key; at the end of the input there is enough. */
    Wish read() {
        try {
            Wish wish = reader.readBinding(keys);
            return wish == null ? Wish.ENOUGH : wish;
        } catch (EndOfFileException e) {
            return Wish.ENOUGH;
        }
    }

    /** The characters of the key that was read. */
    String typed() {
        return reader.getLastBinding();
    }
}
