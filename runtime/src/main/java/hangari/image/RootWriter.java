package hangari.image;

import hangari.image.RootPlan.Entry;
import hangari.image.elf.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Carries out a plan. */
final class RootWriter {
    private final Sysroot target;
    private final Path named;

    /** Writes below a directory, which errors call by the name that it was asked for or will have. */
    private RootWriter(Path root, Path named) {
        this.target = new Sysroot(root);
        this.named = named;
    }

    // Made beside its final place and renamed: rename(2) is atomic, and puts a directory over an empty one.
    static void create(RootPlan plan, Path root) {
        Path absolute = root.toAbsolutePath();
        Path unfinished = absolute.resolveSibling(TemporaryName.next());
        try {
            Files.createDirectories(unfinished);
            mode(unfinished, 0755);
            new RootWriter(unfinished, absolute).write(plan);
            Files.move(unfinished, absolute, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            TreeRemoval.discard(unfinished);
            throw ImageException.of("make the root " + root, absolute, e);
        } catch (RuntimeException e) {
            TreeRemoval.discard(unfinished);
            throw e;
        }
    }

    static void add(RootPlan plan, Path root) {
        if (!Files.isDirectory(root)) {
            throw new ImageException("cannot add to " + root + ": no such directory");
        }
        new RootWriter(root.toAbsolutePath(), root).write(plan);
    }

    private void write(RootPlan plan) {
        for (Entry entry : plan.entries()) {
            try {
                write(entry);
            } catch (IOException e) {
                throw ImageException.of("make " + entry.path() + " in " + named, named, e);
            }
        }
    }

    private void write(Entry entry) throws IOException {
        Path at = place(entry.path());
        if (entry instanceof RootPlan.Directory directory) {
            directory(at, directory.mode());
        } else if (entry instanceof RootPlan.Symlink link) {
            link(at, link.target());
        } else if (entry instanceof RootPlan.Copy copy) {
            FileCopy.copy(copy.source(), at);
        } else if (entry instanceof RootPlan.Text text && !exists(at)) {
            Files.writeString(at, text.content());
            mode(at, 0644);
        }
    }

    // In a root that was there before, a directory of ours may be a link of theirs: follow it within the root, for
    // one that leads out of it must not make us write there.
    private Path place(String path) {
        int slash = path.lastIndexOf('/');
        String parent = slash == 0 ? "/" : path.substring(0, slash);
        Sysroot.Resolved real = target.resolve(parent)
                .orElseThrow(() ->
                        new ImageException("cannot make " + path + ": " + parent + " leads nowhere within " + named));
        Path directory = target.locate(real.path());
        return directory.resolve(path.substring(slash + 1));
    }

    private void directory(Path at, int mode) throws IOException {
        if (!exists(at)) {
            Files.createDirectory(at);
            mode(at, mode);
        } else if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(at)) {
            throw new ImageException(
                    "cannot make the directory " + at + ": it is a file there and has to be a directory");
        }
    }

    private void link(Path at, String content) throws IOException {
        if (Files.isSymbolicLink(at) && Files.readSymbolicLink(at).toString().equals(content)) {
            return;
        }
        if (Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
            merge(at, content);
        } else {
            Files.deleteIfExists(at);
        }
        Files.createSymbolicLink(at, Path.of(content));
    }

    /** Empties a directory that is to become a link into the directory that the link names, as usrmerge(8) does. */
    private void merge(Path directory, String content) throws IOException {
        String inside =
                "/" + target.root().relativize(directory.resolveSibling(content).normalize());
        if (content.startsWith("/") || inside.contains("..")) {
            inside = content;
        }
        Path into = target.locate(inside);
        Files.createDirectories(into);
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.toList()) {
                Files.move(child, into.resolve(child.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.delete(directory);
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void mode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode); // chmod(2): unlike mkdir(2), it heeds no umask
    }
}
