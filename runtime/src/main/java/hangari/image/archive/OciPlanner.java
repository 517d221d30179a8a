package hangari.image.archive;

import hangari.image.ImageException;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.Document;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Index;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans what to take from an archive that is an OCI image layout. Source: OCI image specification, image-layout.md.
 *
 * <p>An index may name images that are not in the archive, for it may have been made for one kind of machine; but of an
 * image that is there, everything is.
 */
final class OciPlanner {
    private static final String NAME = "org.opencontainers.image.ref.name";
    // what containerd and Docker write beside it: the name in full, where ref.name has the tag alone
    private static final String FULL_NAME = "io.containerd.image.name";
    private static final int DEEPEST = 8;

    private final ArchiveFile archive;
    private final LoadPlan plan = new LoadPlan();
    private final Set<Digest> visited = new HashSet<>();

    OciPlanner(ArchiveFile archive) {
        this.archive = archive;
    }

    LoadPlan plan() throws IOException {
        Index index = (Index) Document.read(archive.bytes("index.json", Document.LIMIT), MediaType.INDEX);
        for (Descriptor entry : index.manifests()) {
            if (!document(entry, 0)) {
                throw new ImageException("cannot read " + archive.name() + ": it lacks the image " + entry.digest()
                        + ": make the archive again");
            }
            plan.image(new LoadPlan.Image(bare(entry), id(entry), names(entry)));
        }
        return plan;
    }

    private static Descriptor bare(Descriptor entry) {
        return new Descriptor(entry.mediaType(), entry.digest(), entry.size());
    }

    private Digest id(Descriptor entry) throws IOException {
        return read(entry) instanceof Manifest manifest ? manifest.config().digest() : entry.digest();
    }

    private static List<ImageReference> names(Descriptor entry) {
        Optional<String> full = Optional.ofNullable(entry.annotations().get(FULL_NAME));
        Optional<String> name = Optional.ofNullable(entry.annotations().get(NAME))
                .filter(text -> text.indexOf(':') > 0 || text.indexOf('/') > 0);
        return full.or(() -> name).map(ImageReference::parse).stream().toList();
    }

    /** Plans for a manifest or index with all that it names; false if it is not in the archive. */
    private boolean document(Descriptor at, int depth) throws IOException {
        if (!at.mediaType().isManifest() && !at.mediaType().isIndex()) {
            throw new ImageException(
                    "cannot read " + archive.name() + ": " + at + " is no image: do not trust who made it");
        }
        if (depth > DEEPEST) {
            throw new ImageException("cannot read " + archive.name() + ": index leads to index, more than " + DEEPEST
                    + " times: do not trust who made it");
        }
        if (!archive.has(member(at))) {
            return false;
        }
        if (!visited.add(at.digest())) {
            return true;
        }
        Document document = read(at);
        plan.verified(bare(at), () -> archive.content(member(at)));
        return document instanceof Manifest manifest ? manifest(manifest) : index((Index) document, depth);
    }

    private Document read(Descriptor at) throws IOException {
        byte[] content = archive.bytes(member(at), Document.LIMIT);
        verify(at, content);
        return Document.read(content, at.mediaType());
    }

    private boolean index(Index index, int depth) throws IOException {
        boolean some = false;
        for (Descriptor child : index.manifests()) {
            boolean known = child.mediaType().isManifest() || child.mediaType().isIndex();
            some |= known && document(child, depth + 1);
        }
        return some;
    }

    private boolean manifest(Manifest manifest) throws IOException {
        blob(manifest.config());
        manifest.layers().forEach(this::blob);
        if (manifest.isImage()) {
            byte[] content = archive.bytes(member(manifest.config()), ImageConfig.LIMIT);
            verify(manifest.config(), content);
            Fitting.verify(archive, ImageConfig.read(content), manifest.layers().size());
        }
        return true;
    }

    private void blob(Descriptor blob) {
        if (archive.size(member(blob)) != blob.size()) {
            throw new ImageException("cannot read " + archive.name() + ": blob " + blob.digest() + " has "
                    + archive.size(member(blob)) + " of its " + blob.size() + " bytes: make the archive again");
        }
        plan.blob(bare(blob), () -> archive.content(member(blob)));
    }

    private void verify(Descriptor at, byte[] content) {
        Digest digest = Digest.of(content);
        if (!digest.equals(at.digest()) || content.length != at.size()) {
            throw new ImageException("cannot read " + archive.name() + ": blob " + at.digest() + " has the content of "
                    + digest + ": it was damaged or forged: make the archive again");
        }
    }

    private static String member(Descriptor blob) {
        return "blobs/sha256/" + blob.digest().hex();
    }
}
