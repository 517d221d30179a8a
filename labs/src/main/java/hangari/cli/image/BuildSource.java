package hangari.cli.image;

import hangari.image.ImageException;
import hangari.image.dockerfile.Dockerfile;
import hangari.image.tree.ArchiveReader;
import hangari.image.tree.ContextReader;
import hangari.image.tree.FileTree;
import hangari.image.tree.IgnoreRules;
import hangari.image.tree.Node;
import hangari.image.tree.Spool;
import hangari.image.tree.TreePath;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Dockerfile and the files it may copy.
 *
 * <p>As docker has it: a directory; or {@code -}, which is an archive with all of it, or a Dockerfile alone.
 */
public record BuildSource(Dockerfile file, FileTree context) {
    private static final String STANDARD = "-";
    private static final String NAME = "Dockerfile";
    private static final String IGNORE = ".dockerignore";
    private static final int BLOCK = 512;

    /**
     * Reads it.
     *
     * @param path a directory, or {@code -}
     * @param chosen the Dockerfile, if it is not the one in the context; {@code -} for the standard input
     * @param spool keeps an archive's files until they are copied
     */
    public static BuildSource read(String path, Optional<String> chosen, InputStream in, Spool spool)
            throws IOException {
        if (!path.equals(STANDARD)) {
            return directory(Path.of(path), chosen, in);
        }
        if (chosen.filter(STANDARD::equals).isPresent()) {
            throw new ImageException(
                    "invalid argument: can't use stdin for both build context and dockerfile: name one of them");
        }
        var buffered = new BufferedInputStream(in);
        buffered.mark(BLOCK + 1);
        byte[] first = buffered.readNBytes(BLOCK);
        buffered.reset();
        return ArchiveReader.isArchive(first)
                ? archive(buffered, chosen.orElse(NAME), spool)
                : new BuildSource(Dockerfile.read(NAME, buffered), new FileTree());
    }

    private static BuildSource archive(InputStream in, String name, Spool spool) throws IOException {
        FileTree files = new ArchiveReader(spool).read(in);
        String path = TreePath.clean(name);
        Node dockerfile =
                files.find(files.resolve(path)).filter(Node::isFile).orElseThrow(() -> missing(name, "the archive"));
        Dockerfile read;
        try (InputStream content = dockerfile.content().open()) {
            read = Dockerfile.read(name, content);
        }
        return new BuildSource(read, ContextReader.of(files, rules(files, path)));
    }

    private static IgnoreRules rules(FileTree files, String dockerfile) throws IOException {
        Optional<Node> own = files.find(dockerfile + IGNORE).filter(Node::isFile);
        Optional<Node> file = own.or(() -> files.find(IGNORE).filter(Node::isFile));
        if (file.isEmpty()) {
            return IgnoreRules.NONE;
        }
        try (InputStream content = file.get().content().open()) {
            String text = new String(content.readNBytes(Dockerfile.LIMIT), StandardCharsets.UTF_8);
            return IgnoreRules.of(IGNORE, text.lines().toList());
        }
    }

    private static BuildSource directory(Path context, Optional<String> chosen, InputStream in) throws IOException {
        if (!Files.isDirectory(context)) {
            throw new ImageException("unable to prepare context: path \"" + context
                    + "\" not found: name the directory that holds the files to copy");
        }
        if (chosen.filter(STANDARD::equals).isPresent()) {
            return new BuildSource(
                    Dockerfile.read(NAME, in),
                    ContextReader.read(context, IgnoreRules.of(context, context.resolve(NAME))));
        }
        Path file = chosen.map(Path::of).orElse(context.resolve(NAME));
        if (!Files.isRegularFile(file)) {
            throw missing(file.toString(), context.toString());
        }
        try (InputStream content = Files.newInputStream(file)) {
            String name = chosen.orElse(NAME);
            return new BuildSource(
                    Dockerfile.read(name, new ByteArrayInputStream(content.readNBytes(Dockerfile.LIMIT + 1))),
                    ContextReader.read(context, IgnoreRules.of(context, file)));
        }
    }

    private static ImageException missing(String name, String where) {
        return new ImageException("failed to read dockerfile: open " + name + ": no such file or directory in " + where
                + ": write one, or name it with -f");
    }

    /** What a list of {@code NAME=VALUE} says; a name alone takes its value from the environment, or says nothing. */
    public static Map<String, String> pairs(List<String> words, Map<String, String> environment, boolean mayBeUnset) {
        Map<String, String> values = new TreeMap<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (parts.length > 1) {
                values.put(parts[0], parts[1]);
            } else if (!mayBeUnset) {
                values.put(parts[0], "");
            } else if (environment.containsKey(parts[0])) {
                values.put(parts[0], String.valueOf(environment.get(parts[0])));
            }
        }
        return values;
    }
}
