package hangari.image.archive;

import hangari.image.ImageException;
import hangari.image.oci.Compression;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.DigestOutput;
import hangari.image.oci.DockerArchive;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Manifest;
import hangari.image.oci.MediaType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plans what to take from an archive that {@code docker save} has written, or {@code skopeo} and {@code podman} in its
 * form. Source: Docker's image specification 1.2.
 *
 * <p>A layer has no digest of its own there; but the config says what each is when it is unpacked, and the config's
 * digest is the image's id. So layers are unpacked to be hashed, and kept as they came.
 */
final class DockerPlanner {
    private static final Pattern NAMED_BY_DIGEST = Pattern.compile("(?:.*/)?([a-f0-9]{64})(?:\\.json)?");

    private final ArchiveFile archive;
    private final long limit;
    private final LoadPlan plan = new LoadPlan();
    private final Map<String, Layer> layers = new HashMap<>();

    /** @param limit how many bytes a layer may have, unpacked */
    DockerPlanner(ArchiveFile archive, long limit) {
        this.archive = archive;
        this.limit = limit;
    }

    private record Layer(Descriptor blob, Digest diffId) {}

    LoadPlan plan() throws IOException {
        for (DockerArchive.Image image : DockerArchive.read(archive.bytes("manifest.json", DockerArchive.LIMIT))) {
            image(image);
        }
        return plan;
    }

    private void image(DockerArchive.Image image) throws IOException {
        byte[] content = archive.bytes(image.config(), ImageConfig.LIMIT);
        ImageConfig config = ImageConfig.read(content);
        Fitting.verify(archive, config, image.layers().size());
        List<Descriptor> blobs = new ArrayList<>();
        for (int i = 0; i < image.layers().size(); i++) {
            blobs.add(layer(image.layers().get(i), config.rootfs().diffIds().get(i)));
        }
        Descriptor id = plan.blob(MediaType.CONFIG, content);
        verifyName(image.config(), id.digest());
        Descriptor manifest =
                plan.blob(MediaType.MANIFEST, Manifest.of(id, blobs).bytes());
        List<ImageReference> names =
                image.repoTags().stream().map(ImageReference::parse).toList();
        plan.image(new LoadPlan.Image(manifest, id.digest(), names));
    }

    private void verifyName(String member, Digest digest) {
        Matcher named = NAMED_BY_DIGEST.matcher(member);
        if (named.matches() && !named.group(1).equals(digest.hex())) {
            throw new ImageException("cannot read " + archive.name() + ": \"" + member + "\" has the content of "
                    + digest + ": it was damaged or forged: make the archive again");
        }
    }

    private Descriptor layer(String member, Digest diffId) throws IOException {
        Layer layer = layers.get(member);
        if (layer == null) {
            layer = read(member);
            layers.put(member, layer);
        }
        if (!layer.diffId().equals(diffId)) {
            throw new ImageException("cannot read " + archive.name() + ": layer \"" + member + "\" is " + layer.diffId()
                    + ", but the config names " + diffId + ": it was damaged or forged: make the archive again");
        }
        plan.verified(layer.blob(), () -> archive.content(member));
        return layer.blob();
    }

    private Layer read(String member) throws IOException {
        Compression compression;
        var packed = new DigestOutput(OutputStream.nullOutputStream());
        var plain = new DigestOutput(OutputStream.nullOutputStream());
        try (var content = new BufferedInputStream(new Teed(archive.content(member), packed))) {
            compression = Compression.of(content);
            new Limited(compression.unpacked(content), limit).transferTo(plain);
            content.transferTo(OutputStream.nullOutputStream()); // behind the end of what was packed
        }
        MediaType type =
                switch (compression) {
                    case NONE -> MediaType.LAYER;
                    case GZIP -> MediaType.LAYER_GZIP;
                    case ZSTD -> MediaType.LAYER_ZSTD;
                };
        return new Layer(new Descriptor(type, packed.digest(), archive.size(member)), plain.digest());
    }
}
