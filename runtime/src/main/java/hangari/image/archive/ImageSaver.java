package hangari.image.archive;

import com.github.luben.zstd.ZstdOutputStream;
import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;
import hangari.image.oci.DockerArchive;
import hangari.image.oci.Hold;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Index;
import hangari.image.oci.StoredImage;
import hangari.image.tar.TarMember;
import hangari.image.tar.TarWriter;
import hangari.linux.RawPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes images into one archive, as {@code docker save} does since version 25: an OCI image layout that has Docker's
 * {@code manifest.json} and {@code repositories} beside it. A blob that several images share is there once.
 *
 * <pre>{@code
 * var catalogue = new Catalogue(store);
 * new ImageSaver(store).save(List.of(ImageSaver.Chosen.of(catalogue.find("base"))), out);
 * }</pre>
 *
 * <p>The same images always give the same bytes. Of an image for several kinds of machine, that for this one is written.
 */
public record ImageSaver(BlobStore store) {
    private static final String BLOBS = "blobs/sha256/";
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final String FULL_NAME = "io.containerd.image.name";
    private static final int CHUNK = 128 * 1024;
    private static final int ZSTD_LEVEL = 3;

    /**
     * An image, and the names that it is to have where it is loaded.
     *
     * @param names none: it is found there by its id only
     */
    public record Chosen(StoredImage image, List<ImageReference> names) {
        public Chosen {
            names = List.copyOf(names);
        }

        /** With all of its names. */
        public static Chosen of(StoredImage image) {
            return new Chosen(image, image.names());
        }

        /** As it was asked for: with that name alone, or with none if it was asked for by its id. */
        public static Chosen of(StoredImage image, String asked) {
            return new Chosen(
                    image,
                    image.names().stream()
                            .filter(name -> isAskedFor(name, asked))
                            .toList());
        }

        private static boolean isAskedFor(ImageReference name, String asked) {
            try {
                return ImageReference.parse(asked).equals(name);
            } catch (ImageException e) {
                return false;
            }
        }
    }

    /**
     * Writes the archive; the stream is not closed.
     *
     * @throws ImageException if a blob is damaged or not there, or the stream takes no more
     */
    public void save(List<Chosen> chosen, OutputStream out) {
        Hold hold = store.hold();
        try (hold) {
            var buffered = new BufferedOutputStream(out, CHUNK);
            write(merged(chosen), new TarWriter(buffered));
            buffered.flush();
        } catch (IOException e) {
            throw ImageException.of("save images", store.directory(), e);
        }
    }

    /** Writes the same, packed by zstd: one file for a class without network, which {@code load} takes. */
    public void pack(List<Chosen> chosen, OutputStream out) {
        try {
            var packed = new ZstdOutputStream(out, ZSTD_LEVEL);
            packed.setChecksum(true);
            packed.setCloseFrameOnFlush(false);
            save(chosen, packed);
            packed.close();
        } catch (IOException e) {
            throw ImageException.of("pack images", store.directory(), e);
        }
    }

    private void write(List<Chosen> chosen, TarWriter tar) throws IOException {
        directory(tar, "blobs");
        directory(tar, "blobs/sha256");
        for (Map.Entry<String, Descriptor> blob : blobs(chosen).entrySet()) {
            tar.put(file(BLOBS + blob.getKey(), blob.getValue().size()), content -> copy(blob.getValue(), content));
        }
        file(tar, "index.json", Index.of(entries(chosen)).bytes());
        file(
                tar,
                "manifest.json",
                DockerArchive.bytes(chosen.stream().map(ImageSaver::image).toList()));
        file(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        file(tar, "repositories", DockerArchive.repositories(repositories(chosen)));
        tar.finish();
    }

    private static void directory(TarWriter tar, String name) throws IOException {
        tar.put(TarMember.directory(RawPath.of(name), 0755, Instant.EPOCH));
    }

    private static TarMember file(String name, long bytes) {
        return TarMember.file(RawPath.of(name), 0644, bytes, Instant.EPOCH);
    }

    private static void file(TarWriter tar, String name, byte[] content) throws IOException {
        tar.put(file(name, content.length), out -> out.write(content));
    }

    private void copy(Descriptor blob, OutputStream to) throws IOException {
        try (InputStream content = store.open(blob)) {
            content.transferTo(to);
        }
    }

    private static SortedMap<String, Descriptor> blobs(List<Chosen> chosen) {
        SortedMap<String, Descriptor> blobs = new TreeMap<>();
        for (Chosen one : chosen) {
            List<Descriptor> parts = new ArrayList<>(one.image().manifest().layers());
            parts.add(one.image().manifest().config());
            parts.add(at(one));
            parts.forEach(part -> blobs.put(part.digest().hex(), part));
        }
        return blobs;
    }

    private static List<Descriptor> entries(List<Chosen> chosen) {
        Map<String, Descriptor> entries = new LinkedHashMap<>();
        for (Chosen one : chosen) {
            Descriptor manifest = at(one).on(one.image().config().platform());
            if (one.names().isEmpty()) {
                entries.put(manifest.digest().hex(), manifest);
            }
            for (ImageReference name : one.names()) {
                Descriptor named = manifest.annotated(FULL_NAME, name.toString());
                entries.put(
                        name.toString(),
                        name.tag().map(tag -> named.annotated(NAME, tag)).orElse(named));
            }
        }
        return List.copyOf(entries.values());
    }

    private static Descriptor at(Chosen one) {
        Descriptor at = one.image().at();
        return new Descriptor(at.mediaType(), at.digest(), at.size());
    }

    /** An image that was asked for by several names is there once, with all of them. */
    private static List<Chosen> merged(List<Chosen> chosen) {
        Map<Digest, Chosen> merged = new LinkedHashMap<>();
        for (Chosen one : chosen) {
            merged.merge(one.image().at().digest(), one, (before, more) -> {
                SortedSet<String> seen = new TreeSet<>();
                List<ImageReference> names = Stream.concat(before.names().stream(), more.names().stream())
                        .filter(name -> seen.add(name.toString()))
                        .toList();
                return new Chosen(before.image(), names);
            });
        }
        return List.copyOf(merged.values());
    }

    private static DockerArchive.Image image(Chosen one) {
        return new DockerArchive.Image(
                BLOBS + one.image().id().hex(),
                one.names().stream()
                        .filter(name -> name.tag().isPresent())
                        .map(ImageReference::familiar)
                        .toList(),
                one.image().manifest().layers().stream()
                        .map(layer -> BLOBS + layer.digest().hex())
                        .toList());
    }

    private static Map<String, Map<String, String>> repositories(List<Chosen> chosen) {
        Map<String, Map<String, String>> repositories = new TreeMap<>();
        for (Chosen one : chosen) {
            List<Descriptor> layers = one.image().manifest().layers();
            Optional<Descriptor> top = layers.isEmpty() ? Optional.empty() : Optional.of(layers.get(layers.size() - 1));
            for (ImageReference name : one.names()) {
                String familiar = name.familiar();
                int colon = familiar.lastIndexOf(':');
                if (name.tag().isPresent() && name.digest().isEmpty() && top.isPresent()) {
                    repositories
                            .computeIfAbsent(familiar.substring(0, colon), repository -> new TreeMap<>())
                            .put(
                                    familiar.substring(colon + 1),
                                    top.get().digest().hex());
                }
            }
        }
        return repositories;
    }
}
