package hangari.image.oci;

import hangari.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The names in a store: its {@code index.json}, in which each entry is annotated with the image's whole name.
 *
 * <p>Entries of other tools, and what we do not know of them, are left as they are. Source: image-layout.md, "index.json
 * file"; annotations.md, {@code org.opencontainers.image.ref.name}.
 */
public final class References {
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final String FILE = "index.json";
    private static final int LIMIT = 64 * 1024 * 1024;

    private final Path directory;

    References(Path directory) {
        this.directory = directory;
    }

    /** Makes an empty list of names, if there is none. */
    void begin() {
        Hold alone = names();
        try {
            if (!Files.exists(file(), LinkOption.NOFOLLOW_LINKS)) {
                WholeFile.write(file(), Index.of(List.of()).bytes());
            }
        } catch (IOException e) {
            throw ImageException.of("write " + file(), directory, e);
        } finally {
            alone.close();
        }
    }

    /** Between reading the names and writing them, nobody else must write; nor take what is being written for garbage. */
    private Hold names() {
        Hold user = StoreLock.of(directory.resolve(".users")).share();
        return Hold.both(user, () -> StoreLock.of(directory.resolve(".names")).have());
    }

    /** Every name that we can read, and where it leads. */
    public Map<String, Descriptor> all() {
        Map<String, Descriptor> names = new TreeMap<>();
        for (Descriptor entry : entries()) {
            name(entry).ifPresent(name -> names.putIfAbsent(name, entry));
        }
        return names;
    }

    /** Where a name leads. */
    public Optional<Descriptor> find(ImageReference reference) {
        return entries().stream().filter(entry -> isNamed(entry, reference)).findFirst();
    }

    /** All entries, those without a name too. */
    public List<Descriptor> entries() {
        return read().manifests();
    }

    /** Lets a name lead to this manifest or index, wherever it led before. */
    public void tag(ImageReference reference, Descriptor image) {
        if (!image.mediaType().isManifest() && !image.mediaType().isIndex()) {
            throw new ImageException("cannot tag " + image + ": it is no image");
        }
        change(entries -> {
            List<Descriptor> changed = without(entries, reference);
            changed.add(image.annotated(NAME, reference.toString()));
            return changed;
        });
    }

    /** Keeps an image that has no name from being collected; nothing changes if it has one. */
    public void keep(Descriptor image) {
        change(entries -> {
            List<Descriptor> changed = new ArrayList<>(entries);
            if (entries.stream().noneMatch(entry -> entry.digest().equals(image.digest()))) {
                changed.add(image.without(NAME));
            }
            return changed;
        });
    }

    /** Lets an image go that has no name. */
    public void forget(Digest nameless) {
        change(entries -> {
            List<Descriptor> changed = new ArrayList<>(entries);
            changed.removeIf(entry -> name(entry).isEmpty() && entry.digest().equals(nameless));
            return changed;
        });
    }

    /**
     * Removes a name; the image stays until it is collected.
     *
     * @throws ImageException if there is no such name
     */
    public void untag(ImageReference reference) {
        change(entries -> {
            List<Descriptor> changed = without(entries, reference);
            if (changed.size() == entries.size()) {
                throw new ImageException("no image " + reference.familiar() + " in " + directory + ": check the name");
            }
            return changed;
        });
    }

    private static List<Descriptor> without(List<Descriptor> entries, ImageReference reference) {
        List<Descriptor> rest = new ArrayList<>(entries);
        rest.removeIf(entry -> isNamed(entry, reference));
        return rest;
    }

    private static boolean isNamed(Descriptor entry, ImageReference reference) {
        return name(entry).filter(reference.toString()::equals).isPresent();
    }

    private static Optional<String> name(Descriptor entry) {
        return Optional.ofNullable(entry.annotations().get(NAME));
    }

    /** The name of an entry, if it is one that we can read: other tools give others. */
    static Optional<ImageReference> reference(Descriptor entry) {
        try {
            return name(entry).map(ImageReference::parse);
        } catch (ImageException e) {
            return Optional.empty();
        }
    }

    private void change(UnaryOperator<List<Descriptor>> change) {
        Hold alone = names();
        try {
            Index index = read();
            WholeFile.write(file(), index.with(change.apply(index.manifests())).bytes());
        } catch (IOException e) {
            throw ImageException.of("write " + file(), directory, e);
        } finally {
            alone.close();
        }
    }

    private Index read() {
        try {
            return OciJson.read(WholeFile.read(file(), LIMIT), Index.class, "file " + file(), LIMIT);
        } catch (IOException e) {
            throw ImageException.of("read " + file(), directory, e);
        }
    }

    private Path file() {
        return directory.resolve(FILE);
    }
}
