package hangari.container.build;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.Profile;
import hangari.container.RootFs;
import hangari.container.Stdio;
import hangari.image.ImageException;
import hangari.image.Layer;
import hangari.image.LayerStore;
import hangari.image.Stack;
import hangari.image.build.LayerBlob;
import hangari.image.build.StepRunner;
import hangari.image.oci.BlobStore;
import hangari.image.tree.FileTree;
import hangari.image.tree.Node;
import hangari.image.tree.TreeWriter;
import hangari.image.tree.UpperReader;
import hangari.linux.Credentials;
import hangari.linux.Ending;
import hangari.linux.Fd;
import hangari.linux.Namespace;
import hangari.linux.OpenFlag;
import hangari.linux.Signal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step in a container with Docker's default profile, on an overlay of the layers so far.
 *
 * <p>It has namespaces of its own but for the network, which is the host's; its host name is always the same. Whatever it
 * leaves running ends with it. All that is made for it stands below one directory, which the caller removes.
 */
public final class OverlayRunner implements StepRunner {
    private static final Set<Namespace> NAMESPACES = Set.of(Namespace.MNT, Namespace.PID, Namespace.UTS, Namespace.IPC);
    private static final String HOSTNAME = "build";

    private final BlobStore store;
    private final Path work;
    private final LayerStore stacks;
    private volatile @Nullable Container running;
    private volatile boolean stopped;

    /**
     * One that works below a directory.
     *
     * @param work on a disk that can hold an overlay's upper directory
     */
    public OverlayRunner(BlobStore store, Path work) {
        this.store = store;
        this.work = work;
        this.stacks = LayerStore.in(work);
    }

    @Override
    public RunResult run(RunStep step, List<LayerBlob> below, OutputStream output) {
        if (!step.user().equals(Node.Owner.ROOT)) {
            throw new ImageException("RUN as user " + step.user().uid() + " is not supported yet: put USER behind RUN");
        }
        try {
            Path lower = LowerRoot.unpack(store, below, step, work);
            Stack stack = stacks.stack(List.of(Layer.of(lower)));
            int status = run(step, stack, output);
            return new RunResult(status, status == 0 ? layer(step, stack) : Optional.empty());
        } catch (IOException e) {
            throw ImageException.of("prepare RUN in " + work, work, e);
        }
    }

    private int run(RunStep step, Stack stack, OutputStream output) {
        try (Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDONLY));
                Relay relay = new Relay(output);
                Container container =
                        Container.on(new Stdio(nothing, relay.writer(), relay.writer(), false), spec(step, stack))) {
            container.refusal().ifPresent(refusal -> {
                throw new ImageException(refusal.line());
            });
            running = container;
            if (stopped) {
                stop();
            }
            return container.await().map(Ending::status).orElseThrow();
        } finally {
            running = null;
        }
    }

    /** Ends the program that runs, and any that would be run later; for another thread, when the build is given up. */
    public void stop() {
        stopped = true;
        Container now = running;
        if (now != null) {
            now.signal(Signal.SIGKILL);
        }
    }

    private static ContainerSpec spec(RunStep step, Stack stack) {
        ContainerSpec spec = ContainerSpec.of(step.argv().toArray(String[]::new));
        for (Map.Entry<String, String> variable : step.env().entrySet()) {
            spec = spec.withEnv(variable.getKey(), variable.getValue());
        }
        return spec.withRoot(new RootFs.Overlay(
                        stack.lower().stream().map(Layer::directory).toList(),
                        stack.upper(),
                        stack.work(),
                        stack.merged()))
                .withNamespaces(NAMESPACES)
                .withHostname(HOSTNAME)
                .withCwd(step.workdir())
                .withThen(Profile.docker().steps());
    }

    private Optional<LayerBlob> layer(RunStep step, Stack stack) {
        FileTree changed = UpperReader.read(stack.upper(), step.time(), Credentials.uid() == 0);
        return changed.size() == 0
                ? Optional.empty()
                : Optional.of(LayerBlob.plain(new TreeWriter(store).write(changed)));
    }
}
