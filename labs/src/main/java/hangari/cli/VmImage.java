package hangari.cli;

import hangari.container.StackView;
import hangari.image.oci.Hold;
import hangari.image.oci.Settings;
import hangari.image.oci.StoredImage;
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

/** An image as a machine's root, for as long as this is open. */
final class VmImage implements AutoCloseable {
    private final Hold hold;
    private final StackView stack;
    private final Settings settings;

    private VmImage(Hold hold, StackView stack, Settings settings) {
        this.hold = hold;
        this.stack = stack;
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
            StackView stack = StackView.of(images.layers(image), Files.createDirectory(place.resolve("merged")));
            return new VmImage(hold, stack, image.config().settings());
        } catch (IOException e) {
            hold.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    /** The directory that is to be the machine's root. */
    Path root() {
        return stack.root();
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
        stack.close();
        hold.close();
    }
}
