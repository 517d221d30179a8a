package hangari.image.oci;

import hangari.image.ImageException;
import java.util.Optional;

/**
 * What a name in a registry leads to: one image, or a list of images.
 *
 * <pre>{@code
 * Document document = Document.read(content, MediaType.MANIFEST);
 * if (document instanceof Manifest manifest) {
 *     manifest.layers();
 * }
 * }</pre>
 */
public sealed interface Document permits Manifest, Index {
    /**
     * How large one may be, in bytes. Source: OCI distribution specification, "Pushing Manifests": a registry "SHOULD
     * enforce some limit", and that of 4 MiB is suggested as the least.
     */
    int LIMIT = 4 * 1024 * 1024;

    int schemaVersion();

    Optional<MediaType> mediaType();

    /**
     * Reads a document as what it is said to be.
     *
     * @param content its bytes, whose digest the caller has compared
     * @param type from the descriptor or the registry's answer
     * @throws ImageException if it is none, or could be taken for another kind as well
     */
    static Document read(byte[] content, MediaType type) {
        Document document;
        if (type.isManifest()) {
            document = OciJson.read(content, Manifest.class, "image manifest", LIMIT);
        } else if (type.isIndex()) {
            document = OciJson.read(content, Index.class, "image index", LIMIT);
        } else {
            throw new ImageException("cannot read " + type + " as an image: " + remedy(type));
        }
        return document.checked(type);
    }

    private static String remedy(MediaType type) {
        return type.value().startsWith("application/vnd.docker.distribution.manifest.v1")
                ? "schema 1 has been retired: have it pushed anew by a current Docker"
                : "it is neither a manifest nor an index of OCI or Docker: choose another tag";
    }

    /** The bytes to store and to hash; the same document always gives the same bytes. */
    default byte[] bytes() {
        return OciJson.write(this);
    }

    // OCI advisory GHSA-mc8v-mgrf-8f4m: a document with both "manifests" and "layers" means one image to one reader and
    // another to the next, by one and the same digest. So refuse one that contradicts itself or its media type.
    private Document checked(MediaType type) {
        String foreign = type.isManifest() ? "manifests" : "layers";
        if (unknown(foreign)) {
            throw new ImageException("bad image document: it is a " + type + " and has \"" + foreign
                    + "\" too: do not trust who made it");
        }
        mediaType().filter(own -> !own.equals(type)).ifPresent(own -> {
            throw new ImageException("bad image document: it is called a " + type + " and calls itself a " + own
                    + ": do not trust who made it");
        });
        // manifest.md: "This REQUIRED property specifies the image manifest schema version. … this MUST be 2"
        if (schemaVersion() != 2) {
            throw new ImageException("bad image document: schemaVersion " + schemaVersion() + ": only 2 is supported");
        }
        return this;
    }

    private boolean unknown(String key) {
        return this instanceof Manifest manifest
                ? manifest.other().containsKey(key)
                : ((Index) this).other().containsKey(key);
    }
}
