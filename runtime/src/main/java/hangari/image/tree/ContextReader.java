package hangari.image.tree;

import hangari.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a directory as a build context.
 *
 * <p>No link is followed, neither now nor when a file is opened later: each name is looked up in a directory that is held
 * open (openat(2) with O_NOFOLLOW).
 *
 * <p>Two checkouts of the same files are the same context: of permissions nothing is kept but whether the owner may
 * execute a file, as git has it, and of times nothing at all; everything belongs to root.
 */
public final class ContextReader {
    private static final int DEEPEST = 200; // each level costs a descriptor

    private static final int OWNER_EXECUTE = 0100;
    private static final String SPECIAL = "a pipe, socket or device";

    private final Path root;
    private final IgnoreRules rules;
    private final FileTree tree = new FileTree();

    private ContextReader(Path root, IgnoreRules rules) {
        this.root = root;
        this.rules = rules;
    }

    /**
     * Reads it, but for what is to be left out.
     *
     * @throws ImageException if a part of it cannot be read
     */
    public static FileTree read(Path directory, IgnoreRules rules) {
        var reader = new ContextReader(directory, rules);
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
            reader.walk(reader.held(names), "", 0);
            return reader.tree;
        } catch (IOException e) {
            throw ImageException.of("read the build context " + directory, directory, e);
        }
    }

    /** The same for a context that came as an archive: the same files are the same context. */
    public static FileTree of(FileTree archive, IgnoreRules rules) {
        FileTree context = new FileTree();
        archive.all().forEach((path, node) -> {
            if (!rules.ignores(path)) {
                context.put(path, common(node));
            }
        });
        return context;
    }

    private static Node common(Node node) {
        Node common = node.withOwner(Node.Owner.ROOT).withTime(Instant.EPOCH);
        return switch (node.kind()) {
            case FILE -> common.withMode((node.mode() & OWNER_EXECUTE) == 0 ? 0644 : 0755);
            case DIRECTORY -> common.withMode(0755);
            case SYMLINK -> common;
            default -> Node.refused(SPECIAL);
        };
    }

    private SecureDirectoryStream<Path> held(DirectoryStream<Path> names) {
        if (names instanceof SecureDirectoryStream<Path> held) {
            return held;
        }
        throw new ImageException("cannot read the build context " + root
                + ": this Java cannot hold a directory open on " + root.getFileSystem());
    }

    private void walk(SecureDirectoryStream<Path> held, String at, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new ImageException("cannot read the build context " + root + ": more than " + DEEPEST
                    + " directories deep: leave " + Shown.of(at) + " out by .dockerignore");
        }
        List<Path> names = new ArrayList<>();
        held.forEach(path -> names.add(path.getFileName()));
        for (Path name : names) {
            String path = TreePath.join(at, name.toString());
            if (!rules.ignoresAllBelow(path)) {
                visit(held, name, path, depth);
            }
        }
    }

    private void visit(SecureDirectoryStream<Path> held, Path name, String path, int depth) throws IOException {
        PosixFileAttributes attributes;
        try {
            attributes = held.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException e) {
            return; // it went away meanwhile: it is not there
        }
        // a decoder puts U+FFFD for bytes that are no UTF-8
        boolean nameless = path.indexOf('\uFFFD') >= 0;
        if (!rules.ignores(path)) {
            tree.put(path, nameless ? Node.refused("a name that is not UTF-8") : node(path, attributes));
        }
        if (attributes.isDirectory() && !nameless) {
            try (SecureDirectoryStream<Path> inner = held.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                walk(inner, path, depth + 1);
            }
        }
    }

    private Node node(String path, PosixFileAttributes attributes) throws IOException {
        if (attributes.isDirectory()) {
            return Node.directory(0755, Node.Owner.ROOT, Instant.EPOCH);
        }
        if (attributes.isSymbolicLink()) {
            return link(path);
        }
        if (!attributes.isRegularFile()) {
            return Node.refused(SPECIAL);
        }
        boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        return Node.file(
                executable ? 0755 : 0644, Node.Owner.ROOT, Instant.EPOCH, attributes.size(), () -> content(path));
    }

    // readlink(2) does not follow the last part; that a directory before it is swapped meanwhile can at worst show
    // where
    // another link points.
    private Node link(String path) throws IOException {
        String target = Files.readSymbolicLink(root.resolve(path)).toString();
        return target.indexOf('\uFFFD') >= 0
                ? Node.refused("a link to a name that is not UTF-8")
                : Node.symlink(target, Node.Owner.ROOT, Instant.EPOCH);
    }

    private InputStream content(String path) throws IOException {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(root)) {
            return content(held(names), TreePath.parts(path), path);
        }
    }

    private static InputStream content(SecureDirectoryStream<Path> in, List<String> parts, String path)
            throws IOException {
        Path name = Path.of(parts.get(0));
        if (parts.size() == 1) {
            return regular(in, name, path);
        }
        try (SecureDirectoryStream<Path> inner = in.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return content(inner, parts.subList(1, parts.size()), path);
        }
    }

    private static InputStream regular(SecureDirectoryStream<Path> in, Path name, String path) throws IOException {
        // fifo(7): opening a pipe would wait for whoever writes to it
        boolean regular = in.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isRegularFile();
        if (!regular) {
            throw new ImageException(Shown.of(path) + " was changed while it was read: build again");
        }
        return Channels.newInputStream(
                in.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }
}
