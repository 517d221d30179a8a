package hangari.image.oci;

/** How a layer's archive is packed. */
public enum Compression {
    NONE,
    GZIP,
    ZSTD
}
