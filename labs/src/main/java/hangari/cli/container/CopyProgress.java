package hangari.cli.container;

import hangari.cli.text.Size;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Shows on one line, which it draws anew, how much has been copied; or says nothing. */
final class CopyProgress {
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);
    // ECMA-48, EL: erase to the end of the line
    private static final String LINE = "\r\033[K";

    private final Optional<Desk> desk;
    private final String key;
    private long last = System.nanoTime();
    private boolean drawn;

    private CopyProgress(Optional<Desk> desk, String key) {
        this.desk = desk;
        this.key = key;
    }

    static CopyProgress silent() {
        return new CopyProgress(Optional.empty(), "");
    }

    /** @param key of the phrase for which way it goes */
    static CopyProgress on(Desk desk, String key) {
        return new CopyProgress(Optional.of(desk), key);
    }

    void copied(long bytes) {
        if (desk.isPresent() && System.nanoTime() - last > BETWEEN) {
            last = System.nanoTime();
            drawn = true;
            desk.get().err().print(LINE + desk.get().say(key, Size.of(bytes)));
            desk.get().err().flush();
        }
    }

    /** Takes the line away. */
    void clear() {
        if (drawn) {
            desk.ifPresent(shown -> shown.err().print(LINE));
        }
    }

    void done(long bytes, String where) {
        desk.ifPresent(shown -> shown.err().println(shown.say("container.cp.done", Size.of(bytes), where)));
    }
}
