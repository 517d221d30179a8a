package hangari.container.life.keep;

import hangari.container.life.ContainerConfig;
import hangari.container.life.LifeException;
import hangari.image.ImageException;
import hangari.image.Stack;
import hangari.image.TreeRemoval;
import hangari.image.oci.Hold;
import hangari.image.oci.StoredImage;
import hangari.image.store.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Images of a store, whose layers are kept from being collected as long as a container is made of them.
 *
 * <p>The store asks the stacks below its layers which of these they are made of. So a container of an image has a
 * directory there, called after its id, that says so; it is there before the container is, and until the container is
 * gone.
 *
 * @param stacks where that directory is
 */
record StoredBases(ImageStore images, Path stacks) implements Bases {
    static StoredBases of(StateDirectories directories) {
        return new StoredBases(
                ImageStore.in(directories.images(), directories.layers()),
                directories.layers().resolve("stacks"));
    }

    @Override
    public Base find(ContainerConfig config) {
        if (config.image().isEmpty()) {
            return Bases.directories(config);
        }
        StoredImage image = image(config.image());
        List<String> lower = images.unpacked(image).stream()
                .map(layer -> layer.directory().toString())
                .toList();
        if (lower.isEmpty()) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST,
                    "image " + config.image() + " has no layers, so nothing can run there");
        }
        return new Base(image.id().toString(), lower, Optional.of(image.config()));
    }

    private StoredImage image(String text) {
        try {
            return images.image(text);
        } catch (ImageException e) {
            throw new LifeException(LifeException.Kind.NOT_FOUND, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Claim claim() {
        Hold hold = images.hold();
        return hold::close;
    }

    @Override
    public void use(Registration registration) {
        if (registration.imageDigest().isEmpty()) {
            return;
        }
        Path directory = stacks.resolve(registration.id());
        try {
            Files.createDirectory(directory);
            Files.write(new Stack(List.of(), directory).lowerFile(), registration.lower());
        } catch (IOException e) {
            TreeRemoval.remove(directory);
            throw ImageException.of("note the layers of a container in " + directory, directory, e);
        }
    }

    @Override
    public void forget(String id) {
        TreeRemoval.remove(stacks.resolve(id));
    }

    @Override
    public void forgetAllBut(Set<String> ids) {
        try (Stream<Path> directories = Files.list(stacks)) {
            directories
                    .map(directory -> directory.getFileName().toString())
                    .filter(name -> ContainerNames.isId(name) && !ids.contains(name))
                    .forEach(this::forget);
        } catch (IOException e) {
            throw ImageException.of("list " + stacks, stacks, e);
        }
    }
}
