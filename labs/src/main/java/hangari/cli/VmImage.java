package hangari.cli;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.Stdio;
import hangari.image.Layer;
import hangari.image.OverlayOptions;
import hangari.image.oci.Hold;
import hangari.image.oci.Settings;
import hangari.image.oci.StoredImage;
import hangari.linux.Fd;
import hangari.linux.FileStep;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.OpenFlag;
import hangari.linux.Step;
import hangari.vm.agent.GuestCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image as a machine's root, for as long as this is open.
 *
 * <p>Several layers are stacked by the kernel in a mount namespace of a process that does nothing but wait, and read
 * through it: on the host nothing is mounted. Source: {@code proc_pid_root(5)}.
 */
final class VmImage implements AutoCloseable {
    private final Hold hold;
    private final Optional<Container> holder;
    private final Path root;
    private final Settings settings;

    private VmImage(Hold hold, Optional<Container> holder, Path root, Settings settings) {
        this.hold = hold;
        this.holder = holder;
        this.root = root;
        this.settings = settings;
    }

    /**
     * Unpacks an image that is stored, and stacks it.
     *
     * @param place a directory of our own
     */
    static VmImage open(Images images, String name, Path place) {
        Hold hold = images.images().hold();
        try {
            StoredImage image = images.catalogue().find(name);
            List<Path> layers = images.images().unpacked(image).stream()
                    .map(Layer::directory)
                    .toList();
            Settings settings = image.config().settings();
            if (layers.size() == 1) {
                return new VmImage(hold, Optional.empty(), layers.get(0), settings);
            }
            Path merged = Files.createDirectory(place.resolve("merged"));
            Container holder = stacked(layers, merged);
            Path seen = Path.of("/proc", Long.toString(holder.pid()), "root")
                    .resolve(merged.toString().substring(1));
            return new VmImage(hold, Optional.of(holder), seen, settings);
        } catch (IOException e) {
            hold.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private static Container stacked(List<Path> layers, Path merged) {
        OverlayOptions options = OverlayOptions.readOnly(layers);
        List<Step> steps = new ArrayList<>();
        options.directory().ifPresent(directory -> steps.add(new FileStep.Chdir(directory.toString())));
        steps.add(new MountStep.Mount("overlay", merged.toString(), "overlay", Set.of(), options.data()));
        ContainerSpec waits = ContainerSpec.of("sleep", "infinity")
                .withNamespaces(Set.of(Namespace.MNT))
                .withThen(steps);
        try (Fd nothing = Fd.open("/dev/null", Set.of(OpenFlag.RDWR))) {
            Container holder = Container.on(new Stdio(nothing, nothing, nothing, false), waits);
            holder.refusal().ifPresent(refusal -> {
                holder.close();
                throw new CommandException(refusal.line());
            });
            return holder;
        }
    }

    /** The directory that is to be the machine's root. */
    Path root() {
        return root;
    }

    /** The command, as a container of the image would begin it. */
    GuestCommand command(List<String> wanted) {
        List<String> arguments = new ArrayList<>(settings.entrypoint());
        arguments.addAll(wanted.isEmpty() ? settings.cmd() : wanted);
        Map<String, String> environment = new LinkedHashMap<>(Map.of("HOME", "/root"));
        for (String variable : settings.env()) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        String folder = settings.workingDir().isEmpty() ? "/" : settings.workingDir();
        return new GuestCommand(arguments, environment, folder, Optional.empty());
    }

    @Override
    public void close() {
        holder.ifPresent(Container::close);
        hold.close();
    }
}
