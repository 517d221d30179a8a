package hangari.container.build;

import hangari.image.TemporaryName;
import hangari.image.build.LayerBlob;
import hangari.image.build.StepRunner.RunStep;
import hangari.image.oci.BlobStore;
import hangari.image.tree.FileTree;
import hangari.image.tree.LayerReader;
import hangari.image.tree.Node;
import hangari.image.tree.Spool;
import hangari.image.tree.TreeUnpacker;
import hangari.linux.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The layers so far as one directory, which a step finds at {@code /} and cannot change. */
final class LowerRoot {
    private static final long SPOOL_LIMIT = 64L << 30;
    // What every container has mounted: made here, they are no change of the step.
    private static final List<String> MOUNT_POINTS = List.of("proc", "dev", "sys");

    private LowerRoot() {}

    static Path unpack(BlobStore store, List<LayerBlob> layers, RunStep step, Path in) throws IOException {
        Path root = Files.createDirectory(in.resolve(TemporaryName.next()));
        var reader = new LayerReader(store);
        FileTree tree = new FileTree();
        layers.forEach(layer -> reader.apply(layer.blob(), tree));
        MOUNT_POINTS.forEach(name -> directory(tree, name));
        directory(tree, tree.resolve(step.workdir()));
        try (Spool spool = Spool.in(in, SPOOL_LIMIT)) {
            reader.fetch(tree.all().values(), spool);
            new TreeUnpacker(root, Credentials.uid() == 0).write(tree);
        }
        Files.setAttribute(root, "unix:mode", 0755);
        return root;
    }

    private static void directory(FileTree tree, String path) {
        if (!path.isEmpty() && !tree.isDirectory(path)) {
            tree.put(path, Node.directory(0755, Node.Owner.ROOT, Instant.EPOCH));
        }
    }
}
