package hangari.linux;

/** What a file is. Source: {@code inode(7)}, "The file type and mode". */
public enum FileKind {
    REGULAR(0100000),
    DIRECTORY(0040000),
    SYMLINK(0120000),
    CHARACTER_DEVICE(0020000),
    BLOCK_DEVICE(0060000),
    FIFO(0010000),
    SOCKET(0140000);

    static final int MASK = 0170000;

    private final int bits;

    FileKind(int bits) {
        this.bits = bits;
    }

    /** The bits of a mode that say so. */
    int bits() {
        return bits;
    }

    static FileKind of(int mode) {
        for (FileKind kind : values()) {
            if (kind.bits == (mode & MASK)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("mode 0" + Integer.toOctalString(mode) + " says no kind of file");
    }
}
