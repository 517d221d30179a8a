package hangari.container.build;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.Identity;
import hangari.container.Profile;
import hangari.container.RootFs;
import hangari.container.Stdio;
import hangari.image.ImageException;
import hangari.image.Layer;
import hangari.image.LayerStore;
import hangari.image.Stack;
import hangari.image.TemporaryName;
import hangari.image.build.LayerBlob;
import hangari.image.build.StepRunner;
import hangari.image.oci.Hold;
import hangari.image.oci.StoredImage;
import hangari.image.store.ImageStore;
import hangari.image.store.UnpackProgress;
import hangari.image.tar.LayerWriter;
import hangari.image.tar.WrittenLayer;
import hangari.linux.Credentials;
import hangari.linux.Ending;
import hangari.linux.Fd;
import hangari.linux.Namespace;
import hangari.linux.OpenFlag;
import hangari.linux.Signal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step in a container with Docker's default profile, on an overlay of the layers so far, each unpacked once.
 *
 * <p>It has namespaces of its own but for the network, which is the host's; its host name is always the same. Whatever it
 * leaves running ends with it. All that is made for it stands below one directory, which the caller removes.
 */
public final class OverlayRunner implements StepRunner {
    private static final Set<Namespace> NAMESPACES = Set.of(Namespace.MNT, Namespace.PID, Namespace.UTS, Namespace.IPC);
    private static final String HOSTNAME = "build";
    // What every container has mounted: there from the beginning, they are no change of the step.
    private static final List<String> MOUNT_POINTS = List.of("proc", "dev", "sys");

    private final ImageStore images;
    private final Path work;
    private final LayerStore stacks;
    private volatile @Nullable Container running;
    private volatile boolean stopped;

    /**
     * One that works below a directory.
     *
     * @param work on a disk that can hold an overlay's upper directory
     */
    public OverlayRunner(ImageStore images, Path work) {
        this.images = images;
        this.work = work;
        this.stacks = LayerStore.in(work);
    }

    @Override
    public RunResult run(RunStep step, List<LayerBlob> below, OutputStream output) {
        // user_namespaces(7): "The data written to uid_map … must consist of a single line" without privilege
        if (step.user().uid() != 0 && !Credentials.canAdministrate()) {
            throw new ImageException(
                    "RUN as user " + step.user().uid()
                            + ": an ordinary user has no number but root's in a container: put USER behind RUN, or build as root");
        }
        Hold hold = images.hold();
        try {
            Stack stack = stacks.stack(lower(below));
            try {
                int status = run(step, stack, output);
                return new RunResult(status, status == 0 ? layer(step, stack) : Optional.empty());
            } finally {
                stacks.remove(stack);
            }
        } catch (IOException e) {
            throw ImageException.of("prepare RUN in " + work, work, e);
        } finally {
            hold.close();
        }
    }

    /** The layers so far, and below them all a root that has nothing but mount points. */
    private List<Layer> lower(List<LayerBlob> below) throws IOException {
        Path bare = Files.createDirectory(work.resolve(TemporaryName.next()));
        for (String name : MOUNT_POINTS) {
            Files.createDirectory(bare.resolve(name));
        }
        List<StoredImage.Part> parts = below.stream()
                .map(layer -> new StoredImage.Part(layer.blob(), layer.diffId()))
                .toList();
        List<Layer> lower = new ArrayList<>(List.of(Layer.of(bare)));
        lower.addAll(images.unpacked(parts, UnpackProgress.Listener.NONE));
        return lower;
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
        var root = new RootFs.Overlay(
                stack.lower().stream().map(Layer::directory).toList(), stack.upper(), stack.work(), stack.merged());
        ContainerSpec spec = ContainerSpec.of(step.argv().toArray(String[]::new));
        return spec.withProcess(spec.process().withEnv(step.env()))
                .withRoot(root)
                .withNamespaces(NAMESPACES)
                .withHostname(HOSTNAME)
                .withCwd(step.workdir())
                .withUser(new Identity(step.user().uid(), step.user().gid(), step.groups()))
                .withProfile(Profile.docker());
    }

    private Optional<LayerBlob> layer(RunStep step, Stack stack) throws IOException {
        try (Stream<Path> changed = Files.list(stack.upper())) {
            if (changed.findAny().isEmpty()) {
                return Optional.empty();
            }
        }
        WrittenLayer layer =
                LayerWriter.into(images.blobs()).plain().clampedTo(step.time()).write(stack.upper());
        return Optional.of(new LayerBlob(layer.blob(), layer.diffId()));
    }
}
