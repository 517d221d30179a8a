package hangari.image.archive;

import hangari.image.ImageException;
import hangari.image.LayerChange;
import hangari.image.LayerChanges;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Compression;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.StoredImage;
import hangari.image.oci.WhiteoutName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each layer of an image adds, changes and takes away, read from the archives: nothing is unpacked.
 *
 * <pre>{@code
 * for (LayerHistory.Step step : new LayerHistory(store).of(image)) {
 *     step.changes(); // C /etc, A /etc/motd (3 B), D /bin/ls
 * }
 * }</pre>
 *
 * <p>A file that was there before counts as copied up: the layer holds all of it. Source: OCI image specification,
 * layer.md.
 */
public record LayerHistory(BlobStore store) {
    private static final long LIMIT = 64L << 30;
    private static final long MOST_MEMBERS = 5_000_000;

    /**
     * One layer.
     *
     * @param createdBy the command that made it, if the config says so
     */
    public record Step(Descriptor blob, Digest diffId, String createdBy, LayerChanges changes) {}

    /**
     * The layers of an image, the lowest first.
     *
     * @throws ImageException if one is damaged or not there
     */
    public List<Step> of(StoredImage image) {
        List<String> commands = image.config().history().stream()
                .filter(step -> !step.emptyLayer())
                .map(ImageConfig.Step::createdBy)
                .toList();
        List<Descriptor> blobs = image.manifest().layers();
        List<Digest> diffIds = image.config().rootfs().diffIds();
        var below = new TreeMap<String, Boolean>();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < blobs.size(); i++) {
            String command = commands.size() == blobs.size() ? commands.get(i) : "";
            steps.add(new Step(blobs.get(i), diffIds.get(i), command, changes(blobs.get(i), below)));
        }
        return steps;
    }

    private LayerChanges changes(Descriptor blob, SortedMap<String, Boolean> below) {
        try (InputStream packed = store.open(blob)) {
            var plain = new Limited(Compression.unpack(packed), LIMIT);
            var layer = new Layer(below);
            var reader = new MemberReader(plain, MOST_MEMBERS);
            for (Optional<Member> next = reader.next(); next.isPresent(); next = reader.next()) {
                layer.members.add(next.get());
            }
            plain.transferTo(OutputStream.nullOutputStream());
            packed.transferTo(OutputStream.nullOutputStream()); // to its end, where it is verified
            return layer.apply();
        } catch (IOException e) {
            throw ImageException.of("read layer " + blob.digest(), store.directory(), e);
        }
    }

    /** One layer on top of those below: for each path that shows, whether it is a directory. */
    private static final class Layer {
        private final SortedMap<String, Boolean> tree;
        private final List<Member> members = new ArrayList<>();
        private final SortedMap<String, LayerChange> changes = new TreeMap<>();

        Layer(SortedMap<String, Boolean> tree) {
            this.tree = tree;
        }

        // layer.md: whiteouts "only apply to resources in lower/parent layers", wherever in the archive they stand
        LayerChanges apply() {
            var before = new TreeMap<>(tree);
            members.stream()
                    .filter(member -> name(member).startsWith(WhiteoutName.PREFIX))
                    .forEach(this::hide);
            members.stream()
                    .filter(member -> !name(member).startsWith(WhiteoutName.PREFIX))
                    .forEach(member -> show(member, before));
            return new LayerChanges(List.copyOf(changes.values()));
        }

        private void hide(Member mark) {
            String directory = directory(mark);
            if (!name(mark).equals(WhiteoutName.OPAQUE)) {
                remove(directory + name(mark).substring(WhiteoutName.PREFIX.length()));
                return;
            }
            for (String child : List.copyOf(below(directory).keySet())) {
                if (child.indexOf('/', directory.length()) < 0) {
                    remove(child);
                }
            }
        }

        private void remove(String path) {
            if (tree.remove(path) != null) {
                changes.put(path, new LayerChange.Deleted(path));
            }
            below(path + "/").clear();
        }

        private void show(Member member, SortedMap<String, Boolean> before) {
            if (member.name().isEmpty()) {
                return; // the root itself
            }
            String path = "/" + member.name();
            boolean directory = member.type() == Member.Type.DIRECTORY;
            if (!directory) {
                below(path + "/").clear(); // a file in a directory's place hides all that the directory held
            }
            changes.put(
                    path,
                    before.containsKey(path)
                            ? new LayerChange.Modified(path, member.bytes())
                            : new LayerChange.Added(path, member.bytes()));
            tree.put(path, directory);
        }

        private SortedMap<String, Boolean> below(String directory) {
            return tree.subMap(directory, directory.substring(0, directory.length() - 1) + "0"); // '0' follows '/'
        }

        private static String name(Member member) {
            return member.name().substring(member.name().lastIndexOf('/') + 1);
        }

        private static String directory(Member member) {
            return "/" + member.name().substring(0, member.name().lastIndexOf('/') + 1);
        }
    }
}
