package hangari.lesson.shell;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;

/**
 * Lives in the session VM: ends it when its owner is gone, and keeps a Ctrl-C meant for the owner from ending it.
 *
 * <p>The owner holds the writing end of the session VM's standard input and never writes. When the owner dies, however
 * it dies, the kernel closes that end and the guard reads the end of the file. An endless loop of the learner's does
 * not keep a daemon thread from running.
 */
public final class SessionGuard {
    private static final long PATIENCE_MILLIS = 500;

    private SessionGuard() {}

    /** Starts the guard; called once, by the session's startup code. Returns the PID of the session VM. */
    public static long start() {
        ignoreTerminalInterrupt();
        Thread guard = new Thread(SessionGuard::outliveOwner, "session-guard");
        guard.setDaemon(true);
        guard.start();
        return ProcessHandle.current().pid();
    }

    private static void outliveOwner() {
        try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // an unreadable pipe has no owner either
        }
        end();
    }

    /** Exits with the shutdown hooks, and without them if they take too long. */
    private static void end() {
        Thread exit = new Thread(() -> System.exit(0), "session-exit");
        exit.setDaemon(true);
        exit.start();
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    /**
     * Installs a handler that does nothing. Not {@code SIG_IGN}: signal(7), "the dispositions of ignored signals are
     * left unchanged" by execve, and the programs in the boxes would ignore it too. The class is not a documented part
     * of the JDK, hence by reflection; without it a Ctrl-C costs a rebuild of the session.
     */
    private static void ignoreTerminalInterrupt() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object nothing = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> null);
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler).invoke(null, interrupt, nothing);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // see above
        }
    }
}
