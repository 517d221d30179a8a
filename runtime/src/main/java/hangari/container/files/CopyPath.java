package hangari.container.files;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A path of {@code cp} as it was written: absolute, without {@code ..}, and with the slash or the dot at its end, which
 * mean something.
 *
 * @param clean absolute, without a slash at its end
 * @param end what was at its end
 */
record CopyPath(String clean, End end) {
    /** What is at the end of a path. */
    enum End {
        /** A name. */
        NAME,
        /** A slash: it is a directory. */
        SLASH,
        /** A dot: it is what is in the directory. */
        DOT
    }

    /**
     * Reads it. As Docker does, {@code ..} is taken out of the text, before any link is followed.
     *
     * @param text from the root, whether it begins with a slash or not
     */
    static CopyPath of(String text) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : text.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return new CopyPath("/" + String.join("/", parts), end(text));
    }

    private static End end(String text) {
        String last = text.substring(text.lastIndexOf('/') + 1);
        if (last.equals(".")) {
            return End.DOT;
        }
        return last.isEmpty() ? End.SLASH : End.NAME;
    }

    boolean isRoot() {
        return clean.equals("/");
    }

    /** Whether only a directory can be meant. */
    boolean saysDirectory() {
        return end != End.NAME || isRoot();
    }

    /** What a copy of it is called; a dot if it is what is in the directory that is copied. */
    String name() {
        return end == End.DOT || isRoot() ? "." : clean.substring(clean.lastIndexOf('/') + 1);
    }

    /** As it is looked up: with a slash, a link at the end is followed. */
    String lookedUp() {
        return saysDirectory() && !isRoot() ? clean + "/" : clean;
    }

    /** Whether it is this place or below it. */
    boolean isIn(String place) {
        String top = of(place).clean();
        return clean.equals(top) || clean.startsWith(top.equals("/") ? top : top + "/");
    }

    @Override
    public String toString() {
        return switch (end) {
            case NAME -> clean;
            case SLASH -> lookedUp();
            case DOT -> isRoot() ? "/." : clean + "/.";
        };
    }
}
