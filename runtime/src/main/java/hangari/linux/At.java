package hangari.linux;

import java.util.Optional;

/**
 * A path, and the open directory that it begins in.
 *
 * @param directory an open directory; empty for the working directory, or the root if the path begins with a slash
 * @param path empty for the directory itself
 */
public record At(Optional<Handle> directory, String path) {
    private static final Arg CWD = Arg.constant(-100, "AT_FDCWD");
    private static final long EMPTY_PATH = 0x1000;

    /** A path by itself. */
    public static At path(String path) {
        return new At(Optional.empty(), path);
    }

    /** A name in a directory that an earlier step opened. */
    public static At in(Handle directory, String name) {
        return new At(Optional.of(directory), name);
    }

    /** What an earlier step opened, itself. */
    public static At self(Handle opened) {
        return new At(Optional.of(opened), "");
    }

    boolean isSelf() {
        return path.isEmpty();
    }

    /** The first argument of the {@code *at} calls. */
    Arg descriptor() {
        return directory.<Arg>map(Arg.Result::new).orElse(CWD);
    }

    /** Their second. */
    Arg name() {
        return Arg.str(path);
    }

    /** Their flags, with the one that an empty path needs. */
    Arg flags(long bits, String text) {
        if (!isSelf()) {
            return new Arg.Word(bits, text);
        }
        return new Arg.Word(bits | EMPTY_PATH, text.equals("0") ? "AT_EMPTY_PATH" : text + "|AT_EMPTY_PATH");
    }
}
