package hangari.container;

import hangari.image.OverlayOptions;
import hangari.linux.Fd;
import hangari.linux.FileStep;
import hangari.linux.KernelException;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.OpenFlag;
import hangari.linux.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Layers stacked as one directory that can be read, though nothing is mounted on the host.
 *
 * <p>The kernel stacks them in the mount namespace of a process that does nothing but wait, and what it sees is read
 * through it. Source: {@code proc_pid_root(5)}.
 */
public final class StackView implements AutoCloseable {
    private final Optional<Container> holder;
    private final Path root;

    private StackView(Optional<Container> holder, Path root) {
        this.holder = holder;
        this.root = root;
    }

    /**
     * Stacks them; a single one is seen as it is.
     *
     * @param layers the lowest first
     * @param place an empty directory of our own
     * @throws KernelException if the kernel refuses to
     */
    public static StackView of(List<Path> layers, Path place) {
        if (layers.size() == 1) {
            return new StackView(Optional.empty(), layers.get(0));
        }
        try (Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDWR))) {
            Container holder = Container.on(new Stdio(nothing, nothing, nothing, false), waiting(layers, place));
            holder.refusal().ifPresent(refusal -> {
                holder.close();
                throw new KernelException(refusal);
            });
            Path seen = Path.of("/proc", Long.toString(holder.pid()), "root");
            return new StackView(
                    Optional.of(holder), seen.resolve(place.toString().substring(1)));
        }
    }

    private static ContainerSpec waiting(List<Path> layers, Path place) {
        OverlayOptions options = OverlayOptions.readOnly(layers);
        List<Step> steps = new ArrayList<>();
        options.directory().ifPresent(directory -> steps.add(new FileStep.Chdir(directory.toString())));
        steps.add(new MountStep.Mount("overlay", place.toString(), "overlay", Set.of(), options.data()));
        return ContainerSpec.of("sleep", "infinity")
                .withNamespaces(Set.of(Namespace.MNT))
                .withThen(steps);
    }

    /** The directory that they are. */
    public Path root() {
        return root;
    }

    @Override
    public void close() {
        holder.ifPresent(Container::close);
    }
}
