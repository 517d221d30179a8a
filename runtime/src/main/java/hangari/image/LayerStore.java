package hangari.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keeps layers, and the directories of the stacks in use, below one directory.
 *
 * <pre>{@code
 * var store = LayerStore.in(directory);
 * Layer base = store.add(RootPlanner.host().plan(List.of("sh")));
 * Stack stack = store.stack(List.of(base));
 * // … a box runs on it and ends …
 * Layer changed = store.freeze(stack);
 * }</pre>
 *
 * <p>A layer appears by rename(2), whole or not at all; what a killed process left unfinished is swept when the store is
 * opened next. Nothing in a layer is changed once it is there: overlayfs may still be using it.
 */
public final class LayerStore {
    private static final int ID_LENGTH = 12; // short: every lower layer's path counts in mount's single page

    private final Path layers;
    private final Path stacks;

    private LayerStore(Path directory) {
        this.layers = directory.resolve("layers");
        this.stacks = directory.resolve("stacks");
    }

    /**
     * Opens the store in a directory, which is made if it is not there.
     *
     * @throws ImageException if it cannot be written
     */
    public static LayerStore in(Path directory) {
        var store = new LayerStore(directory.toAbsolutePath().normalize());
        try {
            Files.createDirectories(store.layers);
            Files.createDirectories(store.stacks);
            return store;
        } catch (IOException e) {
            throw ImageException.of("open the layer store " + directory, directory, e);
        }
    }

    /** Makes a layer of a planned root. */
    public Layer add(RootPlan plan) {
        String id = newId();
        Path directory = layers.resolve(id);
        plan.createAt(directory);
        return new Layer(id, directory);
    }

    /**
     * The layer with this id.
     *
     * @throws ImageException if there is none
     */
    public Layer get(String id) {
        return layers().stream()
                .filter(layer -> layer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ImageException("no layer \"" + id + "\" in " + layers));
    }

    /** Every layer, by id. */
    public List<Layer> layers() {
        try (Stream<Path> directories = Files.list(layers)) {
            return directories
                    .filter(directory -> !name(directory).startsWith(TemporaryName.PREFIX))
                    .sorted()
                    .map(directory -> new Layer(name(directory), directory))
                    .toList();
        } catch (IOException e) {
            throw ImageException.of("list the layers in " + layers, layers, e);
        }
    }

    /**
     * Puts fresh directories on top of layers.
     *
     * @param lower the lowest first; at least one
     */
    public Stack stack(List<Layer> lower) {
        if (lower.isEmpty()) {
            throw new ImageException("a stack of no layers: name at least one");
        }
        var stack = new Stack(lower, stacks.resolve(newId()));
        try {
            Files.createDirectory(stack.directory());
            for (Path directory : List.of(stack.upper(), stack.work(), stack.merged())) {
                Files.createDirectory(directory);
            }
            likeTheTop(stack);
            Files.write(
                    stack.lowerFile(),
                    lower.stream().map(layer -> layer.directory().toString()).toList());
            return stack;
        } catch (IOException e) {
            TreeRemoval.discard(stack.directory());
            throw ImageException.of("make the directories of a stack in " + stacks, stacks, e);
        }
    }

    /** The directories of layers on which stacks stand, wherever they are kept. They must not be removed. */
    public Set<Path> inUse() {
        Set<Path> used = new HashSet<>();
        try (Stream<Path> directories = Files.list(stacks)) {
            for (Path directory : directories.toList()) {
                Path file = new Stack(List.of(), directory).lowerFile();
                if (Files.exists(file)) {
                    Files.readAllLines(file).forEach(path -> used.add(Path.of(path)));
                }
            }
            return used;
        } catch (IOException e) {
            throw ImageException.of("read the stacks in " + stacks, stacks, e);
        }
    }

    // overlayfs.rst: the merged root has the upper root's own permissions, not those of the layer below it.
    private static void likeTheTop(Stack stack) throws IOException {
        Path top = stack.lower().get(stack.lower().size() - 1).directory();
        Files.setPosixFilePermissions(stack.upper(), Files.getPosixFilePermissions(top));
    }

    /**
     * Turns the changes of a stack into a layer of its own, and removes the stack.
     *
     * <p>The box must have ended: overlayfs leaves it undefined what happens when a mounted upper directory moves.
     */
    public Layer freeze(Stack stack) {
        String id = newId();
        Path layer = layers.resolve(id);
        try {
            Files.move(stack.upper(), layer, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ImageException.of("make a layer of " + stack.upper(), layers, e);
        }
        remove(stack);
        return new Layer(id, layer);
    }

    /** Removes a stack with all changes. */
    public void remove(Stack stack) {
        TreeRemoval.remove(stack.directory());
    }

    /**
     * Removes a layer: out of sight by one rename, then file by file. No box may be running on it.
     *
     * @throws ImageException if there is no such layer, or it cannot be removed
     */
    public void remove(Layer layer) {
        Path doomed = layers.resolve(TemporaryName.next());
        try {
            Files.move(get(layer.id()).directory(), doomed, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ImageException.of("remove layer " + layer.id(), layers, e);
        }
        TreeRemoval.remove(doomed);
    }

    /** Removes what a process that was killed left unfinished; nobody else may be using the store. */
    public void sweep() {
        for (Path place : List.of(layers, stacks)) {
            try (Stream<Path> left = Files.list(place)) {
                left.filter(path -> name(path).startsWith(TemporaryName.PREFIX)).forEach(TreeRemoval::remove);
            } catch (IOException e) {
                throw ImageException.of("sweep " + place, place, e);
            }
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
    }

    private static String name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
    }
}
