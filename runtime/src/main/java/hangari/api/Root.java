package hangari.api;

import hangari.image.ImageException;
import hangari.image.RootPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A directory that can become the root of a process.
 *
 * @param path where it is on the host
 */
public record Root(Path path) {
    /** Adds programs of the host and the libraries they need, with the directories that a program expects. */
    public Root with(String... programs) {
        RootPlanner.host().plan(List.of(programs)).addTo(path);
        return this;
    }

    /** Copies one file of the host to the same place below this root: that file, and nothing it needs. */
    public Root copy(String file) {
        Path source = Path.of(file);
        return change("copy " + file, target(file), to -> {
            Files.createDirectories(to.getParent());
            Files.copy(source.toRealPath(), to, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Writes a file below this root. */
    public Root write(String file, String text) {
        return change("write " + file, target(file), to -> {
            Files.createDirectories(to.getParent());
            Files.writeString(to, text);
        });
    }

    /** Makes a directory below this root. */
    public Root mkdir(String directory) {
        return change("make " + directory, target(directory), Files::createDirectories);
    }

    /** Reads a file below this root, as the host sees it. */
    public String read(String file) {
        try {
            return Files.readString(target(file));
        } catch (IOException e) {
            throw ImageException.of("read " + file + " below " + path, path, e);
        }
    }

    /** Whether there is something at a path below this root, as the host sees it. */
    public boolean has(String file) {
        return Files.exists(target(file), LinkOption.NOFOLLOW_LINKS);
    }

    private Path target(String file) {
        Path inside = Path.of("/").resolve(file).normalize();
        return path.resolve(Path.of("/").relativize(inside));
    }

    private Root change(String what, Path target, Change change) {
        try {
            change.make(target);
            return this;
        } catch (IOException e) {
            throw ImageException.of(what + " below " + path, path, e);
        }
    }

    /** The files below it, as a tree. */
    @Override
    public String toString() {
        return Tree.of(path);
    }

    private interface Change {
        void make(Path target) throws IOException;
    }
}
