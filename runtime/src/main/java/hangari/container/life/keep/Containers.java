package hangari.container.life.keep;

import hangari.container.life.Answer;
import hangari.container.life.ContainerConfig;
import hangari.container.life.ContainerDetails;
import hangari.container.life.Conversation;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Attach;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.ExecConfig;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.Supervisor;
import hangari.container.life.translate.Resolved;
import hangari.container.life.translate.Translator;
import hangari.network.attach.NetworkSettings;
import hangari.network.attach.Networks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * All containers of a state directory, in this process.
 *
 * <pre>{@code
 * try (var containers = Containers.open(Path.of("/var/lib/hangari"))) {
 *     var config = ContainerDraft.ofDirectories(List.of("/srv/root")).command("httpd", "-f").config();
 *     String id = containers.create("web", config).id();
 *     containers.start(id);
 * } // it runs on; whoever opens the directory next takes it up
 * }</pre>
 *
 * <p>One process at a time has a directory open. Its first deed is to take up what the one before it left: containers
 * that run are adopted, with their output and, if they have ended meanwhile, their exit status; everything else is
 * cleared away. All methods may be called by any thread.
 */
public final class Containers implements Supervisor, AutoCloseable {
    private final Surroundings around;
    private final Bases bases;
    private final ContainerIndex index;
    private final OwnerLock lock;
    private final ExecIndex execs = new ExecIndex();
    private final ContainerNames names = new ContainerNames();
    private final List<String> notes;

    private Containers(Surroundings around, Bases bases, OwnerLock lock) {
        this.around = around;
        this.bases = bases;
        this.lock = lock;
        this.index = new ContainerIndex();
        this.notes = new Recovery(around, index, this::gone).run();
        bases.forgetAllBut(index.ids());
    }

    /**
     * Opens a state directory, which is made if it is not there.
     *
     * @throws LifeException if another process has it
     */
    public static Containers open(Path state) {
        return open(state, NetworkSettings.defaults());
    }

    /** With other networks than this host's own. */
    public static Containers open(Path state, NetworkSettings settings) {
        return told(() -> {
            StateDirectories directories = new StateDirectories(state).furnish();
            OwnerLock lock = OwnerLock.of(directories);
            try {
                Networks networks = Networks.open(directories.network(), settings);
                return new Containers(Surroundings.of(directories, networks), StoredBases.of(directories), lock);
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        });
    }

    /** What could not be taken up as it was, one line each; mostly nothing. */
    public List<String> notes() {
        return notes;
    }

    /** How many containers run or are about to. */
    public int alive() {
        return (int) index.all().stream().filter(one -> !one.isAtRest()).count();
    }

    @Override
    public Answer.Versions version() {
        String version =
                Objects.requireNonNullElse(Containers.class.getPackage().getImplementationVersion(), "(not packaged)");
        return new Answer.Versions(version, 1, ProcessHandle.current().pid(), alive());
    }

    @Override
    public Answer.Created create(String name, ContainerConfig config) {
        return told(() -> {
            String free = name.isEmpty() ? index.reserveAny(names) : index.reserve(ContainerNames.checked(name));
            Bases.Claim claim = bases.claim();
            try {
                return create(free, config, bases.find(config));
            } finally {
                claim.close();
                index.release(free);
            }
        });
    }

    private Answer.Created create(String name, ContainerConfig config, Bases.Base base) {
        Resolved resolved = Translator.resolve(config, base.image());
        Registration registration =
                new Registration(names.id(), name, Instant.now(), config, base.digest(), base.lower());
        bases.use(registration);
        try {
            ContainerDirectory files =
                    ContainerDirectory.make(around.directories().containers(), registration, base.image());
            index.add(new SupervisedContainer(around, files, registration, resolved, index, this::gone));
            return new Answer.Created(registration.id(), resolved.warnings());
        } catch (RuntimeException e) {
            bases.forget(registration.id());
            throw e;
        }
    }

    private void gone(SupervisedContainer container) {
        index.remove(container);
        bases.forget(container.registration().id());
    }

    @Override
    public void start(String container) {
        told(index.find(container)::start);
    }

    @Override
    public Conversation attach(Attach attach) {
        return told(() -> {
            SupervisedContainer container = index.find(attach.container());
            AttachConversation conversation = new AttachConversation(container, attach);
            try {
                if (attach.start()) {
                    container.start();
                }
                return conversation;
            } catch (RuntimeException e) {
                conversation.close();
                throw e;
            }
        });
    }

    @Override
    public Conversation logs(String container, LogQuery query) {
        return told(() -> new LogConversation(index.find(container), query));
    }

    @Override
    public Answer.Rows list(boolean all) {
        return told(() -> new Answer.Rows(index.all().stream()
                .filter(one -> all || !one.isAtRest())
                .sorted(Comparator.comparing(
                                (SupervisedContainer one) -> one.registration().created())
                        .reversed())
                .map(one -> Told.row(one, around.networks()))
                .toList()));
    }

    @Override
    public ContainerDetails inspect(String container) {
        return told(() -> Told.details(index.find(container), around.networks()));
    }

    @Override
    public void stop(String container, Optional<String> signal, OptionalInt seconds) {
        told(() -> index.find(container).stop(signal, seconds));
    }

    @Override
    public void kill(String container, String signal) {
        told(() -> index.find(container).kill(signal));
    }

    @Override
    public void pause(String container) {
        told(index.find(container)::pause);
    }

    @Override
    public void unpause(String container) {
        told(index.find(container)::unpause);
    }

    @Override
    public void restart(String container, Optional<String> signal, OptionalInt seconds) {
        told(() -> {
            SupervisedContainer found = index.find(container);
            found.stop(signal, seconds);
            found.start();
        });
    }

    @Override
    public void remove(String container, boolean force) {
        told(() -> index.find(container).remove(force));
    }

    @Override
    public void rename(String container, String name) {
        told(() -> {
            SupervisedContainer found = index.find(container);
            String free = index.reserve(ContainerNames.checked(name));
            try {
                found.rename(free);
            } finally {
                index.release(free);
            }
        });
    }

    @Override
    public void resize(String container, int rows, int columns) {
        told(() -> index.find(container).resize(rows, columns));
    }

    @Override
    public Answer.Processes top(String container) {
        return told(() -> Told.processes(index.find(container)));
    }

    @Override
    public Answer.Usage stats(String container) {
        return told(() -> Told.usage(index.find(container)));
    }

    @Override
    public Answer.Ended await(String container, Condition condition) {
        return told(() -> index.find(container).await(condition));
    }

    @Override
    public String execCreate(String container, ExecConfig config) {
        return told(() -> {
            SupervisedContainer found = index.find(container);
            found.pidForExec();
            Exec exec = new Exec(names.id(), found, config);
            execs.add(exec);
            return exec.id();
        });
    }

    @Override
    public Conversation execStart(String exec, boolean detach) {
        return told(() -> {
            Exec found = execs.find(exec);
            if (detach) {
                found.detached(around);
                return SilentConversation.INSTANCE;
            }
            return found.attached(around);
        });
    }

    @Override
    public void execResize(String exec, int rows, int columns) {
        told(() -> execs.find(exec).resize(rows, columns));
    }

    @Override
    public Answer.ExecDetails execInspect(String exec) {
        return told(() -> execs.find(exec).details());
    }

    /** Lets go of all containers; those that run run on. */
    @Override
    public void close() {
        index.all().forEach(SupervisedContainer::release);
        around.close();
        lock.close();
    }

    private static void told(Runnable deed) {
        told(() -> {
            deed.run();
            return "";
        });
    }

    private static <T> T told(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw Failures.told(e);
        }
    }
}
