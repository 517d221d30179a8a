package hangari.container.files;

import hangari.container.life.ContainerDetails;
import hangari.image.tar.TreeArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A container's file system as an archive, as {@code docker export} writes it: without volumes. */
public final class ContainerExport {
    private ContainerExport() {}

    /**
     * Writes it; the stream is not closed.
     *
     * @param inspect says what the container is now
     * @throws hangari.image.ImageException if it cannot be read whole
     * @throws IOException if the archive cannot be written
     */
    public static void write(Supplier<ContainerDetails> inspect, OutputStream out) throws IOException {
        try (ContainerRoot root = ContainerRoot.bare(inspect)) {
            TreeArchive.export(Path.of(inspect.get().name())).writeTo(root.directory(), out);
        }
    }
}
