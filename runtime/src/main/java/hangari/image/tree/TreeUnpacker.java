package hangari.image.tree;

import hangari.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree into a directory that nobody else has written to.
 *
 * <p>In a tree nothing is below what is no directory, and a directory comes before what is in it; so no link is ever
 * written through. Devices and pipes are left out: a container has a {@code /dev} of its own.
 */
public final class TreeUnpacker {
    private final Path root;
    private final boolean owners;
    private final Map<Node, Path> written = new HashMap<>();

    /**
     * One that writes into a directory.
     *
     * @param owners whether files get their owners, which takes root; else all belong to who runs this
     */
    public TreeUnpacker(Path root, boolean owners) {
        this.root = root;
        this.owners = owners;
    }

    /**
     * Writes it all.
     *
     * @throws ImageException if the disk is full, or something is in the way
     */
    public void write(FileTree tree) {
        List<Map.Entry<Path, Node>> directories = new ArrayList<>();
        try {
            for (Map.Entry<String, Node> entry : tree.all().entrySet()) {
                Path path = root.resolve(entry.getKey());
                Files.createDirectories(parent(path)); // a tree need not name each directory
                write(path, entry.getValue());
                if (entry.getValue().isDirectory()) {
                    directories.add(Map.entry(path, entry.getValue()));
                }
            }
            // what is in a directory changes its time, and its mode may forbid to write there
            Collections.reverse(directories);
            for (Map.Entry<Path, Node> directory : directories) {
                attributes(directory.getKey(), directory.getValue());
            }
        } catch (IOException e) {
            throw ImageException.of("unpack into " + root, root, e);
        }
    }

    private Path parent(Path path) {
        @Nullable Path parent = path.getParent();
        return parent == null ? root : parent;
    }

    private void write(Path path, Node node) throws IOException {
        switch (node.kind()) {
            case DIRECTORY -> Files.createDirectories(path);
            case SYMLINK -> {
                Files.createSymbolicLink(path, Path.of(node.link()));
                own(path, node);
            }
            case FILE -> {
                @Nullable Path first = node.size() > 0 ? written.putIfAbsent(node, path) : null;
                if (first != null) {
                    Files.createLink(path, first);
                } else {
                    file(path, node);
                    attributes(path, node);
                }
            }
            default -> {}
        }
    }

    private static void file(Path path, Node node) throws IOException {
        try (InputStream content = node.content().open();
                var out = Files.newOutputStream(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            content.transferTo(out);
        }
    }

    private void own(Path path, Node node) throws IOException {
        if (owners) {
            Files.setAttribute(path, "unix:uid", (int) node.owner().uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", (int) node.owner().gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    // chown(2): "the S_ISUID and S_ISGID mode bits are cleared": so the mode comes second.
    private void attributes(Path path, Node node) throws IOException {
        own(path, node);
        Files.setAttribute(path, "unix:mode", node.mode());
        FileTime time = FileTime.from(node.time());
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, time, null);
    }
}
