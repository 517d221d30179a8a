package hangari.image.oci;

import hangari.image.ImageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the images of a store by what people type: a name, an id or the beginning of one, a digest.
 *
 * <pre>{@code
 * var catalogue = new Catalogue(store);
 * catalogue.list().images(); // the youngest first
 * catalogue.find("busybox"); // by its name
 * catalogue.find("5891b5b522d5"); // by its id
 * }</pre>
 */
public final class Catalogue {
    private static final Pattern IDENTIFIER = Pattern.compile("(sha256:)?([a-f0-9]{1,64})");

    private final BlobStore store;
    private final Platform machine;

    /** Of the images for this machine. */
    public Catalogue(BlobStore store) {
        this(store, Platform.host());
    }

    public Catalogue(BlobStore store, Platform machine) {
        this.store = store;
        this.machine = machine;
    }

    /**
     * What a store holds.
     *
     * @param images the youngest first
     * @param faults why others cannot be shown, one line each
     */
    public record Listing(List<StoredImage> images, List<String> faults) {}

    /** Every image, those without a name too; one that cannot be read is a fault and hides no other. */
    public Listing list() {
        List<StoredImage> images = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Named named : named()) {
            try {
                images.add(read(named));
            } catch (ImageException e) {
                faults.add(e.getMessage());
            }
        }
        images.sort(Comparator.comparing(
                        (StoredImage image) -> image.config().created().orElse(Instant.EPOCH))
                .reversed());
        return new Listing(List.copyOf(images), List.copyOf(faults));
    }

    /**
     * The image that was meant.
     *
     * @throws ImageException if there is none, or several
     */
    public StoredImage find(String text) {
        return search(text)
                .orElseThrow(() -> new ImageException("no image " + Quoted.of(text) + " in " + store.directory()
                        + ": check the name, or pull or load it"));
    }

    /** The image that was meant, if it is there. */
    public Optional<StoredImage> search(String text) {
        Optional<StoredImage> byName = text.startsWith("sha256:") ? Optional.empty() : byName(text);
        return byName.or(() -> byIdentifier(text));
    }

    private Optional<StoredImage> byName(String text) {
        ImageReference name;
        try {
            name = ImageReference.parse(text);
        } catch (ImageException e) {
            if (IDENTIFIER.matcher(text).matches()) {
                return Optional.empty(); // 64 digits are no name, but an id
            }
            throw e;
        }
        return named().stream().filter(named -> named.is(name)).findFirst().map(this::read);
    }

    private Optional<StoredImage> byIdentifier(String text) {
        var identifier = IDENTIFIER.matcher(text);
        if (!identifier.matches()) {
            return Optional.empty();
        }
        String begin = identifier.group(2);
        List<StoredImage> found = list().images().stream()
                .filter(image -> image.id().hex().startsWith(begin)
                        || image.entry().digest().hex().startsWith(begin))
                .toList();
        if (found.stream().map(StoredImage::id).distinct().count() > 1) {
            throw new ImageException(
                    "several images have an id that begins with " + Quoted.of(text) + ": give more of its digits");
        }
        return found.stream().findFirst();
    }

    /** An entry with all of its names. */
    private record Named(Descriptor entry, List<ImageReference> names) {
        boolean is(ImageReference name) {
            boolean pinned = name.digest().filter(entry.digest()::equals).isPresent();
            return names.contains(name) || (pinned && names.stream().anyMatch(other -> isSameRepository(other, name)));
        }

        private static boolean isSameRepository(ImageReference one, ImageReference other) {
            return one.registry().equals(other.registry()) && one.repository().equals(other.repository());
        }
    }

    private List<Named> named() {
        Map<Digest, Named> named = new LinkedHashMap<>();
        for (Descriptor entry : store.references().entries()) {
            if (entry.mediaType().isManifest() || entry.mediaType().isIndex()) {
                Named known = named.computeIfAbsent(entry.digest(), digest -> new Named(entry, new ArrayList<>()));
                References.reference(entry).ifPresent(known.names()::add);
            }
        }
        return List.copyOf(named.values());
    }

    private StoredImage read(Named named) {
        var reader = new ImageReader(store);
        Descriptor at = reader.resolve(named.entry(), machine);
        Manifest manifest = reader.manifest(at, machine);
        return new StoredImage(named.entry(), at, manifest, reader.config(manifest), named.names());
    }
}
