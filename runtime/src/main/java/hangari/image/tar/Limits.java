package hangari.image.tar;

/**
 * How much an archive may ask of us.
 *
 * @param bytes of the unpacked archive, headers and padding included
 * @param entries how many headers it may have, those that belong to another one included
 * @param fileSize how long one file may appear, holes included
 * @param directoryNames how many bytes the paths of all its directories may have together; they are kept in memory
 */
public record Limits(long bytes, long entries, long fileSize, long directoryNames) {
    private static final long MIB = 1024 * 1024;

    /**
     * More than any honest layer has: 64 GiB, two million entries, files of 1 TiB ({@code /var/log/lastlog} is sparse
     * and has 292 bytes for each number that a user can have), 64 MiB of names.
     */
    public static final Limits DEFAULT = new Limits(64 * 1024 * MIB, 2_000_000, 1024 * 1024 * MIB, 64 * MIB);

    /** What a header that only describes another may hold: pax records, a long name. Go's archive/tar has the same. */
    static final int HEADER = 1024 * 1024;

    /** path_resolution(7): PATH_MAX, with the NUL that ends it. */
    static final int PATH = 4095;

    /** How deep directories may be nested. Who reads a tree holds a descriptor for each level. */
    static final int DEPTH = 400;

    /** path_resolution(7), NAME_MAX. */
    static final int NAME = 255;

    /** xattr(7): "the VFS-imposed limits on attribute names is 255 bytes and on values is 64 kB". */
    static final int ATTRIBUTE = 64 * 1024;

    /** How many pieces a sparse file may have. */
    static final int PIECES = 1 << 18;
}
