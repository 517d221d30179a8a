package hangari.image.build;

import hangari.image.tree.FileTree;
import hangari.image.tree.LayerReader;
import hangari.image.tree.Node;
import hangari.image.tree.Spool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The files of a stage or an image; its layers are read only when somebody looks. */
final class StageFiles {
    private final LayerReader reader;
    private final Spool spool;
    private final List<LayerBlob> layers;
    private final FileTree tree = new FileTree();
    private int applied;

    StageFiles(LayerReader reader, Spool spool, List<LayerBlob> layers) {
        this.reader = reader;
        this.spool = spool;
        this.layers = new ArrayList<>(layers);
    }

    List<LayerBlob> layers() {
        return List.copyOf(layers);
    }

    void add(LayerBlob layer) {
        layers.add(layer);
    }

    FileTree tree() {
        while (applied < layers.size()) {
            reader.apply(layers.get(applied).blob(), tree);
            applied++;
        }
        return tree;
    }

    /** Makes the bytes of these files ready to be read. */
    void fetch(Collection<Node> files) {
        reader.fetch(files, spool);
    }
}
