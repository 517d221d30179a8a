package hangari.container.life.translate;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Texts that reach the kernel as they are. */
final class Words {
    // execve(2): "the limit per string is 32 pages (the kernel constant MAX_ARG_STRLEN)", its NUL included.
    private static final int LONGEST = 32 * 4096 - 1;
    // execve(2): a quarter of the usual stack of 8 MiB for all of them together.
    private static final int ALL = 2 << 20;
    private static final int MOST = 500;

    private Words() {}

    /** Those that {@code execve} could take together. */
    static List<String> executable(String what, List<String> words) {
        long all = 0;
        for (String word : words) {
            int bytes = plain(what, word).getBytes(StandardCharsets.UTF_8).length;
            all += bytes + 1;
            if (bytes > LONGEST || all > ALL) {
                throw Objection.of(what + " too long: the kernel takes at most " + LONGEST + " bytes a word and " + ALL
                        + " in all; put the rest into a file");
            }
        }
        return words;
    }

    /** One without the byte that would end it early. */
    static String plain(String what, String word) {
        if (word.indexOf('\0') >= 0) {
            throw Objection.to(what, word, "the kernel's texts end at a NUL, so none may be in it");
        }
        return word;
    }

    /** A path without detours. */
    static Path path(String what, String text) {
        try {
            return Path.of(plain(what, text)).normalize();
        } catch (InvalidPathException e) {
            throw Objection.to(
                    what, text, "this machine's locale has no such signs in its file names: set LC_ALL=C.UTF-8");
        }
    }

    /** As many as a request may have of a kind. */
    static <T> List<T> few(String what, List<T> some) {
        if (some.size() > MOST) {
            throw Objection.of(some.size() + " " + what + ": a container has at most " + MOST);
        }
        return some;
    }
}
