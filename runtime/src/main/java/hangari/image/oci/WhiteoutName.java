package hangari.image.oci;

/**
 * The names by which a layer's archive says that something below it is gone; overlayfs has marks of its own for it.
 * Source: OCI image specification, layer.md, "Whiteouts".
 */
public final class WhiteoutName {
    /** An empty file whose name is this and another hides what has the other name. */
    public static final String PREFIX = ".wh.";

    /** Hides everything that lower layers have in its directory. */
    public static final String OPAQUE = ".wh..wh..opq";

    private WhiteoutName() {}
}
