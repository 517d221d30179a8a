package hangari.cli.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Hands signals that we get to somebody else, while it is open. Those that Java keeps for itself (SIGQUIT among them) do
 * what they do in every Java program, and SIGTSTP stops us, as a shell's user expects.
 */
public final class SignalProxy implements AutoCloseable {
    private static final List<String> PROXIED = List.of("INT", "TERM", "HUP", "USR1", "USR2", "ALRM");
    private static final int PATIENCE = 3;

    private final Map<String, @Nullable Object> before = new LinkedHashMap<>();
    private final AtomicInteger ends = new AtomicInteger();

    /** Hands on all signals that are usually meant for a program; the third that asks for an end ends us. */
    static SignalProxy ofAll(Consumer<String> taker) {
        var proxy = new SignalProxy();
        for (String name : PROXIED) {
            proxy.take(name, () -> {
                if (List.of("INT", "TERM").contains(name) && proxy.ends.incrementAndGet() == PATIENCE) {
                    Runtime.getRuntime().exit(130);
                }
                taker.accept(name);
            });
        }
        return proxy;
    }

    /** Tells of every change of the window's size. */
    public static SignalProxy ofWindow(Runnable changed) {
        var proxy = new SignalProxy();
        proxy.take("WINCH", changed);
        return proxy;
    }

    /** Nothing is taken. */
    static SignalProxy ofNone() {
        return new SignalProxy();
    }

    private void take(String name, Runnable handler) {
        before.put(name, Signals.register(name, handler));
    }

    /** Lets them do again what they did before. */
    @Override
    public void close() {
        before.forEach((name, handler) -> {
            if (handler != null) {
                Signals.unregister(name, handler);
            }
        });
    }
}
