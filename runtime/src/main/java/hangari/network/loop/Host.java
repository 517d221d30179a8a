package hangari.network.loop;

import hangari.linux.NamespaceThread;
import hangari.linux.NetworkNamespace;
import hangari.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The network that plays the host for containers: this process's own, or another namespace, a test's or a lab's.
 *
 * <p>A socket, a program that is started, and what {@code /proc/sys/net} shows belong to the network namespace of the
 * <em>thread</em> that opens, starts or reads, so all of that is done by {@link #call}.
 */
public final class Host implements AutoCloseable {
    private final Optional<NetworkNamespace> namespace;
    private final List<NamespaceThread> threads = new ArrayList<>();
    private final Optional<NamespaceThread> caller;

    private Host(Optional<NetworkNamespace> namespace) {
        this.namespace = namespace;
        this.caller = namespace.map(this::thread);
    }

    /** The network that this process is in. */
    public static Host own() {
        return new Host(Optional.empty());
    }

    /** Another network, which stays the caller's to close. Throws {@code KernelException} if it may not be joined. */
    public static Host in(NetworkNamespace namespace) {
        return new Host(Optional.of(namespace));
    }

    /** Its links, addresses and routes. */
    public Network network() {
        return namespace.map(Network::in).orElseGet(Network::own);
    }

    /** Does something there, and waits for the value. */
    public <T> T call(Supplier<T> action) {
        return caller.isPresent() ? caller.get().call(action) : action.get();
    }

    /** Does something there, in a thread of its own that does not keep the process alive. */
    void serve(String name, Runnable action) {
        if (namespace.isPresent()) {
            NamespaceThread inside = thread(namespace.get());
            var unused = inside.submit(() -> {
                action.run();
                return true;
            });
            return;
        }
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized NamespaceThread thread(NetworkNamespace where) {
        NamespaceThread thread = NamespaceThread.in(where);
        threads.add(thread);
        return thread;
    }

    @Override
    public synchronized void close() {
        threads.forEach(NamespaceThread::close);
        threads.clear();
    }
}
