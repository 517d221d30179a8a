package hangari.container.files;

import hangari.container.life.ContainerDetails;
import hangari.container.life.LifeException;
import hangari.container.life.State;
import hangari.image.tar.MountRule;
import hangari.linux.DirectoryFd;
import hangari.linux.Errand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The root of a container, as an open directory.
 *
 * <pre>{@code
 * try (ContainerRoot root = ContainerRoot.toRead(() -> supervisor.inspect("web"))) {
 *     root.directory().within(RawPath.of("/var/www")); // looked up inside, whatever links say
 * }
 * }</pre>
 *
 * <p>Of a container that runs it is what its own processes see. The layers of one that does not are stacked by a mount
 * that hangs nowhere and is gone when this is closed.
 */
public final class ContainerRoot implements AutoCloseable {
    private static final int MOST_TRIES = 5;

    private final DirectoryFd directory;
    private final MountRule mounts;
    private final List<String> volumes;
    private final Owners owners;
    private final Runnable release;

    private ContainerRoot(
            DirectoryFd directory, MountRule mounts, List<String> volumes, Owners owners, Runnable release) {
        this.directory = directory;
        this.mounts = mounts;
        this.volumes = List.copyOf(volumes);
        this.owners = owners;
        this.release = release;
    }

    private static ContainerRoot of(ContainerDetails details, RunningContainer running) {
        DirectoryFd root = running.root();
        return new ContainerRoot(root, running.mounts(), List.of(), Owners.of(details), root::close);
    }

    private static ContainerRoot bare(ContainerDetails details, RunningContainer running) {
        Errand errand = running.bareRoot();
        return new ContainerRoot(errand.directory(), MountRule.NONE, List.of(), Owners.of(details), errand::close);
    }

    private static ContainerRoot of(ContainerDetails details, Stacked stacked, Runnable release) {
        return new ContainerRoot(stacked.directory(), MountRule.NONE, details.volumes(), Owners.of(details), release);
    }

    /**
     * With all that is mounted in it, while it runs; else its layers.
     *
     * @param inspect says what the container is now; asked again if it ends meanwhile
     * @throws LifeException if it cannot be read
     */
    public static ContainerRoot toRead(Supplier<ContainerDetails> inspect) {
        return tried(inspect, ContainerRoot::of, ContainerRoot::ofLayers);
    }

    /**
     * Without what is mounted in it: what is below {@code /proc}, volumes and {@code /etc/hosts}.
     *
     * @throws LifeException if it cannot be read
     */
    public static ContainerRoot bare(Supplier<ContainerDetails> inspect) {
        return tried(inspect, ContainerRoot::bare, ContainerRoot::ofLayers);
    }

    /**
     * To be written to. One that does not run cannot be started meanwhile.
     *
     * @throws LifeException if it cannot be written to
     */
    public static ContainerRoot toWrite(Supplier<ContainerDetails> inspect) {
        return tried(inspect, ContainerRoot::of, details -> alone(details, inspect));
    }

    private interface OfRunning {
        ContainerRoot open(ContainerDetails details, RunningContainer running);
    }

    private interface OfStopped {
        ContainerRoot open(ContainerDetails details);
    }

    /** Opens it as what it is now, and once more if it has ended or begun meanwhile. */
    private static ContainerRoot tried(Supplier<ContainerDetails> inspect, OfRunning ofRunning, OfStopped ofStopped) {
        ContainerDetails details = inspect.get();
        for (int tries = 1; ; tries++) {
            try {
                Optional<State.Running> running = details.state().present();
                if (running.isEmpty()) {
                    return ofStopped.open(details);
                }
                try (RunningContainer held = RunningContainer.hold(details.name(), running.get())) {
                    ContainerDetails now = details;
                    return held.whileItRuns(() -> ofRunning.open(now, held));
                }
            } catch (ChangedMeanwhileException e) {
                ContainerDetails now = inspect.get();
                if (tries == MOST_TRIES || now.state().equals(details.state())) {
                    throw new LifeException(LifeException.Kind.CONFLICT, e.getMessage() + ": try again", e);
                }
                details = now;
            }
        }
    }

    private static ContainerRoot ofLayers(ContainerDetails details) {
        List<Path> layers = new ArrayList<>(paths(details.lower()));
        layers.add(Path.of(details.upper()));
        Stacked stacked = Stacked.toRead(layers, Path.of(details.directory()));
        return of(details, stacked, stacked::close);
    }

    private static ContainerRoot alone(ContainerDetails details, Supplier<ContainerDetails> inspect) {
        FilesLock lock = FilesLock.alone(Path.of(details.directory()), details.name());
        try {
            if (details.config().host().readOnly()) {
                throw new LifeException(
                        LifeException.Kind.CONFLICT,
                        "the root of " + details.name() + " is read-only: copy into a volume");
            }
            if (inspect.get().state().present().isPresent()) {
                throw new ChangedMeanwhileException(details.name() + " was started meanwhile");
            }
            Stacked stacked = toWrite(details);
            return of(details, stacked, () -> {
                stacked.close();
                lock.close();
            });
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Stacked toWrite(ContainerDetails details) {
        List<Path> lower = paths(details.lower());
        return Owners.of(details)
                .users()
                .map(users -> Stacked.shifted(lower, Owners.own(details), users))
                .orElseGet(() -> Stacked.toWrite(lower, Path.of(details.upper()), Path.of(details.directory())));
    }

    static List<Path> paths(List<String> texts) {
        return texts.stream().map(Path::of).toList();
    }

    /** Whose its files are. */
    Owners owners() {
        return owners;
    }

    /** Which of the mounts below it have files of the container's, and not of the kernel's. */
    MountRule mounts() {
        return mounts;
    }

    /** Where volumes would be, which are not mounted since it does not run. */
    List<String> volumes() {
        return volumes;
    }

    /** The root. Closed with this. */
    public DirectoryFd directory() {
        return directory;
    }

    @Override
    public void close() {
        release.run();
    }
}
