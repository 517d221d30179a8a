package hangari.container.life.wire;

import hangari.container.life.Answer;
import hangari.container.life.ContainerConfig;
import hangari.container.life.ContainerDetails;
import hangari.container.life.Conversation;
import hangari.container.life.LifeException;
import hangari.container.life.Request;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.ExecConfig;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.RestartPolicy;
import hangari.container.life.State;
import hangari.container.life.Supervisor;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A supervisor that is another process. What it cannot do is the same {@link LifeException} that it threw there.
 *
 * <pre>{@code
 * try (var supervisor = SupervisorClient.reach(RunDirectory.of(state), command)) {
 *     supervisor.list(true).rows().forEach(row -> …);
 * }
 * }</pre>
 *
 * <p>May be used by many threads: each call has a connection of its own. Closing ends what waits, which then fails with
 * {@link LifeException.Kind#UNREACHABLE}, as does a short call during which the supervisor is killed: whether it was done
 * is then not known.
 */
public final class SupervisorClient implements Supervisor, AutoCloseable {
    private static final int TRIES = 10;
    private static final long STEP_MILLIS = 20;

    private final Door door;
    private final Set<Wire> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SupervisorClient(Door door) {
        this.door = door;
    }

    /** Speaks to whoever answers there. Nothing is asked yet. */
    public static SupervisorClient at(RunDirectory place) {
        return new SupervisorClient(Door.of(place));
    }

    /**
     * Speaks to the supervisor of a state directory, and begins it if it is not there; so it is later, too, should it have
     * left meanwhile. One that does not speak our protocol is asked to leave first.
     *
     * @throws LifeException if none can be begun: with the last that it said
     */
    public static SupervisorClient reach(RunDirectory place, SupervisorCommand command) {
        Beginning door = new Beginning(place, command);
        door.ensure();
        return new SupervisorClient(door);
    }

    @Override
    public Answer.Versions version() {
        return ask(new Request.Version(), Answer.Versions.class);
    }

    /** Asks it to end; containers live on. */
    public void leave() {
        done(new Request.Leave());
    }

    @Override
    public Answer.Created create(String name, ContainerConfig config) {
        return ask(new Request.Create(name, config), Answer.Created.class);
    }

    @Override
    public void start(String container) {
        done(new Request.Start(container));
    }

    /** Joins; if the supervisor is killed meanwhile, what is left is heard from the next, for the container lives on. */
    @Override
    public Conversation attach(Request.Attach attach) {
        return new LastingConversation(speak(attach), heard -> Resumptions.attach(this, attach, heard));
    }

    /** As with {@link #attach}, if all is asked for: what begins in the middle is not known when asked for again. */
    @Override
    public Conversation logs(String container, LogQuery query) {
        Conversation first = speak(new Request.Logs(container, query));
        return Resumptions.isResumable(query)
                ? new LastingConversation(first, heard -> Resumptions.logs(this, container, query, heard))
                : first;
    }

    @Override
    public Answer.Rows list(boolean all) {
        return ask(new Request.ListAll(all), Answer.Rows.class);
    }

    @Override
    public ContainerDetails inspect(String container) {
        return ask(new Request.Inspect(container), ContainerDetails.class);
    }

    @Override
    public void stop(String container, Optional<String> signal, OptionalInt seconds) {
        done(new Request.Stop(container, signal, seconds));
    }

    @Override
    public void kill(String container, String signal) {
        done(new Request.Kill(container, signal));
    }

    @Override
    public void pause(String container) {
        done(new Request.Pause(container));
    }

    @Override
    public void unpause(String container) {
        done(new Request.Unpause(container));
    }

    @Override
    public void restart(String container, Optional<String> signal, OptionalInt seconds) {
        done(new Request.Restart(container, signal, seconds));
    }

    @Override
    public void remove(String container, boolean force) {
        done(new Request.Remove(container, force));
    }

    @Override
    public void rename(String container, String name) {
        done(new Request.Rename(container, name));
    }

    @Override
    public void resize(String container, int rows, int columns) {
        done(new Request.Resize(container, rows, columns));
    }

    @Override
    public Answer.Processes top(String container) {
        return ask(new Request.Top(container), Answer.Processes.class);
    }

    @Override
    public Answer.Usage stats(String container) {
        return ask(new Request.Stats(container), Answer.Usage.class);
    }

    /** Waits; if the supervisor is killed meanwhile, the next one is asked, for the container lives on. */
    @Override
    public Answer.Ended await(String container, Condition condition) {
        Instant from = Instant.now();
        try {
            return exchange(new Request.Wait(container, condition), Answer.Ended.class);
        } catch (IOException e) {
            if (closed) {
                throw gone(e);
            }
            return awaitAgain(container, condition, from);
        }
    }

    private Answer.Ended awaitAgain(String container, Condition condition, Instant from) {
        Condition again = condition;
        if (condition == Condition.NEXT_EXIT) {
            ContainerDetails details = inspect(container);
            if (details.state() instanceof State.Exited exited && !exited.at().isBefore(from)) {
                return new Answer.Ended(exited.code(), exited.error());
            }
            if (details.state().alive() && details.config().host().restart().kind() == RestartPolicy.Kind.NO) {
                again = Condition.NOT_RUNNING; // it may end before we ask
            }
        }
        return ask(new Request.Wait(container, again), Answer.Ended.class);
    }

    @Override
    public String execCreate(String container, ExecConfig config) {
        return ask(new Request.ExecCreate(container, config), Answer.Created.class)
                .id();
    }

    @Override
    public Conversation execStart(String exec, boolean detach) {
        return speak(new Request.ExecStart(exec, detach));
    }

    @Override
    public void execResize(String exec, int rows, int columns) {
        done(new Request.ExecResize(exec, rows, columns));
    }

    @Override
    public Answer.ExecDetails execInspect(String exec) {
        return ask(new Request.ExecInspect(exec), Answer.ExecDetails.class);
    }

    private void done(Request request) {
        var unused = ask(request, Answer.Done.class);
    }

    private <A extends Answer> A ask(Request request, Class<A> type) {
        try {
            return exchange(request, type);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private <A extends Answer> A exchange(Request request, Class<A> type) throws IOException {
        return untilTaken(() -> {
            Wire wire = open();
            try {
                return Exchange.over(wire, request, type);
            } finally {
                close(wire);
            }
        });
    }

    /** One conversation with one supervisor. */
    Conversation speak(Request request) {
        try {
            return untilTaken(() -> begin(request));
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private Conversation begin(Request request) throws IOException {
        Wire wire = open();
        boolean speaking = false;
        try {
            var unused = Exchange.over(wire, request, Answer.Done.class);
            speaking = true;
            return new RemoteConversation(wire, () -> close(wire), this::gone);
        } finally {
            if (!speaking) {
                close(wire);
            }
        }
    }

    /** Something that is asked. */
    private interface Asking<T> {
        T ask() throws IOException;
    }

    /** Asks again where a supervisor that is being killed was reached before it had heard what is asked. */
    private <T> T untilTaken(Asking<T> asking) throws IOException {
        for (int tries = 1; true; tries++) {
            try {
                return asking.ask();
            } catch (NotTakenException e) {
                if (closed || tries == TRIES) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(IOException why) throws IOException {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }

    private Wire open() throws IOException {
        Wire wire = door.open();
        open.add(wire);
        if (closed) {
            close(wire);
        }
        return wire;
    }

    private void close(Wire wire) {
        open.remove(wire);
        wire.close();
    }

    private LifeException gone(IOException cause) {
        String what;
        if (closed) {
            what = "the client was closed";
        } else if (cause instanceof java.net.ConnectException) {
            what = String.valueOf(cause.getMessage());
        } else {
            what = "the supervisor has gone (" + cause.getMessage() + "): containers live on, try again";
        }
        return new LifeException(LifeException.Kind.UNREACHABLE, what, cause);
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(this::close);
    }
}
