package hangari.api;

import hangari.container.RootFs;
import hangari.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directories of one overlay: its upper layer, its work directory, and where it is mounted. */
final class OverlayPlace {
    private OverlayPlace() {}

    static RootFs in(Path place, List<Path> lower) {
        try {
            return new RootFs.Overlay(
                    lower,
                    Files.createDirectory(place.resolve("upper")),
                    Files.createDirectory(place.resolve("work")),
                    Files.createDirectory(place.resolve("merged")));
        } catch (IOException e) {
            throw ImageException.of("prepare an overlay in " + place, place, e);
        }
    }
}
