package hangari.container.life.wire;

import hangari.container.life.Answer;
import hangari.container.life.LifeException;
import hangari.container.life.Supervisor;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Lets other processes of the same user speak to a supervisor, over a unix socket.
 *
 * <pre>{@code
 * try (var tenure = Tenure.begin(run).orElseThrow();
 *         var server = SupervisorServer.open(run, supervisor, Bounds.DEFAULT, log)) {
 *     server.serve(); // until somebody asks it to leave, or nobody needs it any more
 * }
 * }</pre>
 *
 * <p>Each connection has a thread, and a conversation has two: they wait in reads and writes, so that nothing is piled up
 * for a client that does not read. What arrives is bounded in length, depth, number and time. The caller holds the {@link
 * Tenure} of the directory, so a socket that stands there is a dead supervisor's.
 */
public final class SupervisorServer implements AutoCloseable {
    /**
     * Grows when a request or an answer changes; a test holds it to that. Whoever meets a supervisor of another number asks
     * it to leave, and begins one of its own, to which the containers are left.
     */
    static final int PROTOCOL = 2;

    private static final long STACK = 512 * 1024;
    private static final long FAREWELL_MILLIS = 10_000;
    private static final long STEP_MILLIS = 10;

    private final RunDirectory place;
    private final Supervisor supervisor;
    private final int protocol;
    private final Bounds bounds;
    private final EventLog log;
    private final ServerSocketChannel door;
    private final Selector bell;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Connection.Surroundings surroundings = new Inside();
    private volatile boolean leaving;
    private volatile long lastBusy = System.nanoTime();

    private SupervisorServer(
            RunDirectory place,
            Supervisor supervisor,
            int protocol,
            Bounds bounds,
            EventLog log,
            ServerSocketChannel door,
            Selector bell) {
        this.place = place;
        this.supervisor = supervisor;
        this.protocol = protocol;
        this.bounds = bounds;
        this.log = log;
        this.door = door;
        this.bell = bell;
    }

    /** Opens the socket; nobody is answered before {@link #serve}. */
    public static SupervisorServer open(RunDirectory place, Supervisor supervisor, Bounds bounds, EventLog log) {
        return open(place, supervisor, PROTOCOL, bounds, log);
    }

    /** The same, as one that says it speaks another protocol. */
    static SupervisorServer open(RunDirectory place, Supervisor supervisor, int protocol, Bounds bounds, EventLog log) {
        try {
            Files.deleteIfExists(place.socket());
            var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            Address.bind(door, place.socket());
            Files.setPosixFilePermissions(place.socket(), PosixFilePermissions.fromString("rw-------"));
            door.configureBlocking(false);
            Selector bell = Selector.open();
            var unused = door.register(bell, SelectionKey.OP_ACCEPT);
            return new SupervisorServer(place, supervisor, protocol, bounds, log, door, bell);
        } catch (IOException e) {
            throw new LifeException(LifeException.Kind.FAILED, "cannot listen at " + place.socket() + ": " + e, e);
        }
    }

    /** Serves until it is asked to leave, or until nobody has needed it for some time. */
    public void serve() {
        log.note("serving at " + place.socket() + ", pid "
                + ProcessHandle.current().pid());
        try {
            while (!leaving) {
                bell.select(TimeUnit.NANOSECONDS.toMillis(untilSomethingIsDue()) + 1);
                bell.selectedKeys().clear();
                welcome();
                if (isIdle() || isLost()) {
                    leaving = true; // and never false again, whoever has asked meanwhile
                }
            }
            sayFarewell();
        } catch (IOException e) {
            throw new LifeException(LifeException.Kind.FAILED, "cannot serve at " + place.socket() + ": " + e, e);
        }
    }

    /** Has {@link #serve} return soon. May be called by any thread. */
    public void leave() {
        leaving = true;
        bell.wakeup();
    }

    private void welcome() throws IOException {
        for (SocketChannel client = accept(); client != null; client = accept()) {
            Wire wire = new Wire(client);
            if (connections.size() >= bounds.connections()) {
                turnAway(wire);
            } else {
                serve(new Connection(wire, surroundings));
            }
        }
    }

    private @org.jspecify.annotations.Nullable SocketChannel accept() throws IOException {
        try {
            return door.accept();
        } catch (IOException e) {
            if (!door.isOpen()) {
                throw e;
            }
            // accept(2): of EMFILE and the like one recovers, when others have closed what they had open
            log.note("cannot accept a connection: " + e.getMessage());
            pause();
            return null;
        }
    }

    private void turnAway(Wire wire) {
        try (wire) {
            log.note("turned a client away: " + bounds.connections() + " are connected");
            wire.line(new Refused(
                            LifeException.Kind.UNREACHABLE,
                            "the supervisor has " + bounds.connections()
                                    + " connections already: end some attach, logs or wait, and try again")
                    .line());
        } catch (IOException e) {
            // it did not wait for the answer
        }
    }

    private void serve(Connection connection) {
        connections.add(connection);
        try {
            thread(() -> {
                try {
                    connection.serve();
                } finally {
                    connections.remove(connection);
                    lastBusy = System.nanoTime();
                    bell.wakeup();
                }
            });
        } catch (OutOfMemoryError e) { // "unable to create native thread"
            connections.remove(connection);
            log.note("cannot begin a thread", e);
            connection.close();
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(null, task, "connection", STACK);
        thread.setDaemon(true);
        thread.start();
    }

    /** In nanoseconds; whoever is late is dealt with. */
    private long untilSomethingIsDue() {
        long due = Math.max(1, lastBusy + bounds.idle().toNanos() - System.nanoTime());
        if (!connections.isEmpty()) {
            due = bounds.answering().toNanos(); // an answer may have begun meanwhile
        }
        for (Connection connection : connections) {
            due = Math.min(due, connection.patience());
        }
        return due;
    }

    private boolean isIdle() {
        long now = System.nanoTime();
        if (!connections.isEmpty() || now - lastBusy < bounds.idle().toNanos()) {
            return false;
        }
        lastBusy = now; // if a container runs, the next look is as much later
        if (supervisor.version().alive() > 0) {
            return false;
        }
        log.note("leaving: no container runs, and nobody was here for "
                + bounds.idle().toSeconds() + " s");
        return true;
    }

    /** Where the socket was removed, nobody can come to us, but we would stand in the way of the next. */
    private boolean isLost() {
        boolean lost = !Files.exists(place.socket());
        if (lost) {
            log.note("leaving: " + place.socket() + " is not there any more");
        }
        return lost;
    }

    /** Nobody finds us any more; who came before is served, and who would stay is sent away. */
    private void sayFarewell() throws IOException {
        Files.deleteIfExists(place.socket());
        welcome();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
        while (!connections.isEmpty() && System.nanoTime() < end) {
            connections.forEach(Connection::patience);
            connections.forEach(Connection::abandon);
            pause();
        }
        log.note("left");
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        leave();
        connections.forEach(Connection::abandon);
        try (bell;
                door) {
            Files.deleteIfExists(place.socket());
        } catch (IOException e) {
            log.note("cannot close " + place.socket(), e);
        }
    }

    /** What connections see of their server. */
    private final class Inside implements Connection.Surroundings {
        @Override
        public Supervisor supervisor() {
            return supervisor;
        }

        @Override
        public Bounds bounds() {
            return bounds;
        }

        @Override
        public EventLog log() {
            return log;
        }

        @Override
        public void beside(Runnable task) {
            thread(task);
        }

        @Override
        public Answer.Versions version() {
            Answer.Versions version = supervisor.version();
            return new Answer.Versions(
                    version.version(), protocol, ProcessHandle.current().pid(), version.alive());
        }

        @Override
        public void leave() {
            log.note("asked to leave");
            SupervisorServer.this.leave();
        }
    }
}
