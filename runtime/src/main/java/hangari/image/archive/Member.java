package hangari.image.archive;

/**
 * What the header of an archive's member says.
 *
 * @param name without {@code ./} before it and slashes behind it; printable
 * @param bytes of its content in the archive
 * @param target what a link says
 */
record Member(String name, Type type, long bytes, String target) {
    enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARD_LINK,
        OTHER
    }
}
