package hangari.linux;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far on the way to something whole; unless that was reached, it is closed again. */
final class Opening implements AutoCloseable {
    private final Deque<Runnable> opened = new ArrayDeque<>();

    /** Remembers one more. */
    <T extends AutoCloseable> T add(T one) {
        opened.push(() -> close(one));
        return one;
    }

    /** All is well: whoever asked for it owns it now. */
    void keep() {
        opened.clear();
    }

    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
