package hangari.image;

/** One difference between a layer and what lies below it; {@code path} is absolute in the box. */
public sealed interface LayerChange {
    /** Where, absolute in the box. */
    String path();

    /** The letter with which {@code docker diff} marks it: A, C or D. */
    char letter();

    /** Something that was not there before; its size in bytes. */
    record Added(String path, long bytes) implements LayerChange {
        @Override
        public char letter() {
            return 'A';
        }
    }

    /**
     * Something that was there before and is other now; for a file, all of it was copied up.
     *
     * @param bytes of the copy in the upper layer; 0 for a directory
     */
    record Modified(String path, long bytes) implements LayerChange {
        @Override
        public char letter() {
            return 'C';
        }
    }

    /** Something that no longer shows, while it is still there in the layer below. */
    record Deleted(String path) implements LayerChange {
        @Override
        public char letter() {
            return 'D';
        }
    }
}
