package hangari.container.files;

import hangari.container.life.ContainerDetails;
import hangari.image.ImageException;
import hangari.image.tar.MountRule;
import hangari.image.tar.TarWriter;
import hangari.image.tar.TreeWalk;
import hangari.linux.KernelException;
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
        Path shown = Path.of(inspect.get().name());
        try (ContainerRoot root = ContainerRoot.bare(inspect)) {
            var tar = new TarWriter(out);
            new TreeWalk(shown, MountRule.NONE, root.owners().inside(tar)).contents(root.directory());
            tar.finish();
        } catch (KernelException e) {
            throw new ImageException("cannot read " + shown + ": " + e.getMessage());
        }
    }
}
