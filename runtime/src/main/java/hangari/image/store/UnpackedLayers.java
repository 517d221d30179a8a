package hangari.image.store;

import hangari.image.DiskUsage;
import hangari.image.ImageException;
import hangari.image.Layer;
import hangari.image.TemporaryName;
import hangari.image.TreeRemoval;
import hangari.image.oci.Digest;
import hangari.image.oci.Hold;
import hangari.image.oci.Leftovers;
import hangari.image.oci.StoreLock;
import hangari.image.tar.LayerUnpack;
import hangari.image.tar.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Layers by diff id, each unpacked once.
 *
 * <p>A layer has a directory of its own, with the tree in {@code t} and its whole diff id in {@code id}. The directory's
 * name has only the first digits of it: the paths of all layers of an image have to fit into one page of mount options. It
 * appears by rename(2); what a killed process left unfinished is removed when the layers are opened next. Nobody but the owner may enter: layers hold programs with the set-user-ID bit, old ones too.
 */
final class UnpackedLayers {
    // 80 bits: two layers that share them can be made with some effort, but get one refused, for the id is compared
    private static final int SHORT = 20;
    private static final String TREE = "t";
    private static final String ID = "id";
    private static final String OPAQUE = "opaque";

    private final Path directory;

    private UnpackedLayers(Path directory) {
        this.directory = directory;
    }

    static UnpackedLayers in(Path directory) {
        try {
            Files.createDirectories(directory);
            Path real = directory.toRealPath();
            keepToOwner(real);
            var layers = new UnpackedLayers(real);
            Leftovers.in(real, name -> true).remove(layers.users());
            return layers;
        } catch (IOException e) {
            throw ImageException.of("open the layers in " + directory, directory, e);
        }
    }

    // not where it is so already: a disk that cannot be written can be read
    private static void keepToOwner(Path directory) throws IOException {
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
        if (!Files.getPosixFilePermissions(directory).equals(owner)) {
            Files.setPosixFilePermissions(directory, owner);
        }
    }

    /** Keeps everything from being removed until it is closed. */
    Hold hold() {
        return users().share();
    }

    private StoreLock users() {
        return StoreLock.of(directory.resolve(".users"));
    }

    /**
     * A layer that has been unpacked.
     *
     * @param opaque whether it hides all that are below it
     */
    record Found(Layer layer, boolean opaque) {}

    /** A layer, if it has been unpacked. */
    Optional<Found> find(Digest diffId) {
        Path place = place(diffId);
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        List<String> lines = lines(place);
        if (lines.isEmpty() || !lines.get(0).equals(diffId.toString())) {
            throw new ImageException("layer " + diffId + " and another one, in " + place
                    + ", begin with the same digits: do not trust who made them");
        }
        return Optional.of(new Found(new Layer(diffId.hex(), place.resolve(TREE)), lines.contains(OPAQUE)));
    }

    private static List<String> lines(Path place) {
        try {
            return Files.readAllLines(place.resolve(ID));
        } catch (IOException e) {
            throw ImageException.of("read " + place.resolve(ID), place, e);
        }
    }

    private Path place(Digest diffId) {
        return directory.resolve(diffId.hex().substring(0, SHORT));
    }

    /** Unpacks a layer, unless somebody else is done first. */
    Found unpack(LayerUnpack archive, Digest diffId) {
        Path unfinished = directory.resolve(TemporaryName.next());
        Hold hold = hold();
        try {
            Files.createDirectory(unfinished);
            Unpacked done = archive.into(unfinished.resolve(TREE));
            List<String> lines = new ArrayList<>(List.of(diffId.toString()));
            if (done.opaque()) {
                lines.add(OPAQUE);
            }
            Files.write(unfinished.resolve(ID), lines);
            publish(unfinished, diffId);
            return find(diffId).orElseThrow();
        } catch (IOException e) {
            throw ImageException.of("unpack layer " + diffId, directory, e);
        } finally {
            TreeRemoval.discard(unfinished);
            hold.close();
        }
    }

    // rename(2): "ENOTEMPTY or EEXIST: newpath is a nonempty directory": it is whole then, for it came the same way
    private void publish(Path unfinished, Digest diffId) throws IOException {
        try {
            Files.move(unfinished, place(diffId), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (find(diffId).isEmpty()) {
                throw e;
            }
        }
    }

    /** Every layer, by its directory's name. */
    private List<Path> places() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> name(file).matches("[0-9a-f]{" + SHORT + "}"))
                    .sorted()
                    .toList();
        }
    }

    /** Every layer. */
    List<Digest> all() {
        try {
            return places().stream()
                    .map(place -> Digest.parse(lines(place).get(0)))
                    .toList();
        } catch (IOException e) {
            throw ImageException.of("list the layers in " + directory, directory, e);
        }
    }

    /**
     * Removes the layers that nobody needs, and what killed processes left unfinished.
     *
     * @param needed by images
     * @param used by stacks: the directories that hold the trees
     * @throws ImageException if somebody holds the layers
     */
    Removed removeUnused(Set<Digest> needed, Set<Path> used) {
        Hold alone = users().haveNow()
                .orElseThrow(() -> new ImageException("the layers in " + directory
                        + " are in use: wait until what unpacks or starts there has ended"));
        try {
            List<Digest> removed = new ArrayList<>();
            long bytes = 0;
            for (Digest layer : all()) {
                Path tree = place(layer).resolve(TREE);
                if (!needed.contains(layer) && !used.contains(tree)) {
                    bytes += size(tree);
                    // out of sight at once, then file by file
                    Files.move(place(layer), directory.resolve(TemporaryName.next()), StandardCopyOption.ATOMIC_MOVE);
                    removed.add(layer);
                }
            }
            Leftovers.in(directory).removeHeld();
            return new Removed(removed, bytes);
        } catch (IOException e) {
            throw ImageException.of("remove layers from " + directory, directory, e);
        } finally {
            alone.close();
        }
    }

    private static long size(Path tree) {
        try {
            return DiskUsage.of(tree).bytes();
        } catch (ImageException e) {
            return 0; // it has a directory that forbids even its owner to look
        }
    }

    /** What was removed, and how much its files held. */
    record Removed(List<Digest> layers, long bytes) {}

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
