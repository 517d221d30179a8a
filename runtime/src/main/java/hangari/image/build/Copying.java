package hangari.image.build;

import hangari.image.ImageException;
import hangari.image.tree.ArchiveReader;
import hangari.image.tree.FileTree;
import hangari.image.tree.Node;
import hangari.image.tree.Shown;
import hangari.image.tree.Spool;
import hangari.image.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts what COPY or ADD has found where it belongs.
 *
 * <p>Source: Dockerfile reference, COPY: a directory's content is copied and not the directory; behind a slash, or with
 * several sources, the destination is a directory.
 *
 * @param destination absolute in the image; with a slash at its end it is a directory
 * @param owner whom everything is to belong to, if that was said
 * @param mode what everything may, if that was said
 * @param unpacks whether archives are unpacked, as ADD does
 */
record Copying(String destination, Optional<Node.Owner> owner, Optional<Integer> mode, boolean unpacks, Instant time) {

    void into(LayerDraft draft, Sources sources, Spool spool) {
        boolean slash = destination.endsWith("/") || destination.endsWith("/.");
        if (sources.several() && !slash) {
            throw new ImageException("When using COPY with more than one source file, the destination must be a"
                    + " directory and end with a /: write " + destination + "/");
        }
        String target = draft.resolve(destination);
        for (Sources.Item item : sources.items()) {
            if (item.node().isDirectory()) {
                directory(draft, item, target);
            } else if (unpacks && isArchive(item.node())) {
                archive(draft, item.node(), target, spool);
            } else {
                file(draft, item, target, slash || draft.isDirectory(target));
            }
        }
    }

    private Node.Owner maker() {
        return owner.orElse(Node.Owner.ROOT);
    }

    private void directory(LayerDraft draft, Sources.Item item, String target) {
        draft.makeDirectory(target, mode.orElse(0755), maker());
        item.below().forEach((path, node) -> {
            String at = TreePath.join(target, path);
            draft.makeDirectory(TreePath.parent(at), 0755, maker());
            add(draft, at, changed(node).withTime(time));
        });
    }

    private void file(LayerDraft draft, Sources.Item item, String target, boolean inside) {
        String at = inside ? draft.resolve(TreePath.join(target, item.name())) : target;
        refuseDirectory(draft, at);
        draft.makeDirectory(TreePath.parent(at), 0755, maker());
        draft.put(at, changed(item.node()).withTime(time));
    }

    // A directory that is there already keeps its mode and its owner, unless others were asked for.
    private void add(LayerDraft draft, String at, Node node) {
        if (!node.isDirectory()) {
            refuseDirectory(draft, at);
            draft.put(at, node);
            return;
        }
        draft.makeDirectory(at, node.mode(), node.owner());
        if (owner.isPresent() || mode.isPresent()) {
            draft.put(at, node);
        }
    }

    private static void refuseDirectory(LayerDraft draft, String at) {
        if (draft.isDirectory(at)) {
            throw new ImageException(
                    "cannot copy to directory: /" + Shown.of(at) + ": name a file, or remove the directory");
        }
    }

    private Node changed(Node node) {
        Node owned = owner.map(node::withOwner).orElse(node);
        return node.isSymlink() ? owned : mode.map(owned::withMode).orElse(owned);
    }

    private static boolean isArchive(Node node) {
        try {
            return node.isFile() && ArchiveReader.isArchive(node.content().open());
        } catch (IOException e) {
            return false; // whoever reads it next says why
        }
    }

    /** An archive keeps its times: they are a part of what was given. */
    private void archive(LayerDraft draft, Node archive, String target, Spool spool) {
        FileTree tree;
        try (InputStream content = archive.content().open()) {
            tree = new ArchiveReader(spool).read(content);
        } catch (IOException e) {
            throw new ImageException("cannot read the archive: " + e.getMessage() + ": check its permissions");
        }
        draft.makeDirectory(target, 0755, maker());
        tree.all().forEach((path, node) -> {
            String parent = draft.resolve(TreePath.join(target, TreePath.parent(path)));
            draft.makeDirectory(parent, 0755, maker());
            draft.put(
                    TreePath.join(parent, TreePath.name(path)),
                    owner.map(node::withOwner).orElse(node));
        });
    }
}
