package hangari.container.life.keep;

import hangari.container.life.translate.Translator;
import hangari.container.users.Reclaim;
import hangari.image.ImageException;
import hangari.image.TemporaryName;
import hangari.image.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes up what the process before us left, however it ended. */
final class Recovery {
    private final Surroundings around;
    private final ContainerIndex index;
    private final Consumer<SupervisedContainer> gone;
    private final List<String> notes = new ArrayList<>();

    /**
     * A recovery.
     *
     * @param gone is told of each that is removed
     */
    Recovery(Surroundings around, ContainerIndex index, Consumer<SupervisedContainer> gone) {
        this.around = around;
        this.index = index;
        this.gone = gone;
    }

    /** Does it; returns what could not be taken up, one line each. */
    List<String> run() {
        directories().forEach(this::read);
        Map<SupervisedContainer, KeeperProcess> alive = new HashMap<>();
        index.all().forEach(one -> one.keeper().ifPresent(keeper -> alive.put(one, keeper)));
        notes.addAll(around.networks()
                .recover(alive.keySet().stream()
                        .map(one -> one.registration().id())
                        .collect(Collectors.toSet())));
        index.all().forEach(one -> recover(one, Optional.ofNullable(alive.get(one))));
        return List.copyOf(notes);
    }

    private void recover(SupervisedContainer container, Optional<KeeperProcess> keeper) {
        try {
            container.recover(keeper);
        } catch (RuntimeException e) {
            notes.add("container " + container.registration().name() + ": " + e.getMessage());
        }
    }

    /** Those of containers; what was being made or removed is removed. */
    private List<Path> directories() {
        Path containers = around.directories().containers();
        try (Stream<Path> files = Files.list(containers)) {
            List<Path> found = new ArrayList<>();
            files.sorted().forEach(path -> {
                if (path.getFileName().toString().startsWith(TemporaryName.PREFIX)) {
                    Reclaim.of(path);
                    TreeRemoval.remove(path);
                } else {
                    found.add(path);
                }
            });
            return found;
        } catch (IOException e) {
            throw ImageException.of("list " + containers, containers, e);
        }
    }

    private void read(Path directory) {
        ContainerDirectory files = new ContainerDirectory(directory);
        try {
            Registration registration = files.registration();
            index.add(new SupervisedContainer(
                    around,
                    files,
                    registration,
                    Translator.resolve(registration.config(), files.imageConfig()),
                    index,
                    gone));
        } catch (RuntimeException e) {
            notes.add("container " + directory.getFileName() + " cannot be read: " + e.getMessage());
        }
    }
}
