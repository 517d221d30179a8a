package hangari.compare;

import hangari.container.RootFs;
import hangari.image.OverlayOptions;
import hangari.image.TreeRemoval;
import hangari.linux.FileStep;
import hangari.linux.MountStep;
import hangari.linux.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A root's layers, and the directories in which one place changes them: nothing is written to the root itself.
 *
 * @param lower the layers, the lowest first
 * @param place a directory of our own
 */
record Stack(List<Path> lower, Path place) implements AutoCloseable {
    /** The layers with a changeable one on top, below a directory. */
    static Stack of(List<Path> lower, Path parent, String name) {
        try {
            Path place = Files.createDirectory(parent.resolve(name));
            for (String part : List.of("upper", "work", "merged")) {
                Files.createDirectory(place.resolve(part));
            }
            return new Stack(lower, place);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + parent.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** The same with a further directory above the layers. */
    static List<Path> topped(List<Path> lower, Path top) {
        List<Path> all = new ArrayList<>(lower);
        all.add(top);
        return List.copyOf(all);
    }

    RootFs.Overlay overlay() {
        return new RootFs.Overlay(lower, place.resolve("upper"), place.resolve("work"), merged());
    }

    /** The calls that mount it, in a mount namespace of the caller's. */
    List<Step> mounted() {
        OverlayOptions options = OverlayOptions.of(lower, place.resolve("upper"), place.resolve("work"));
        List<Step> steps = new ArrayList<>();
        options.directory().ifPresent(directory -> steps.add(new FileStep.Chdir(directory.toString())));
        steps.add(new MountStep.Mount("overlay", merged().toString(), "overlay", Set.of(), options.data()));
        return steps;
    }

    /** Where it is mounted. */
    Path merged() {
        return place.resolve("merged");
    }

    /** What was written above the layers, in bytes. */
    long written() {
        try (Stream<Path> all = Files.walk(place.resolve("upper"))) {
            return all.filter(Files::isRegularFile).mapToLong(Stack::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place + ": " + e.getMessage(), e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        TreeRemoval.discard(place);
    }
}
