package hangari.image.store;

import hangari.image.oci.StoredImage;

/**
 * How far a layer is.
 *
 * @param done how many bytes of its blob have been read
 */
public record UnpackProgress(StoredImage.Part part, State state, long done) {
    /** Whether it is being unpacked. */
    public enum State {
        /** It had been unpacked before. */
        PRESENT,
        UNPACKING,
        UNPACKED
    }

    /** Who wants to know. Is called by several threads, one after another. */
    @FunctionalInterface
    public interface Listener {
        /** Nobody. */
        Listener NONE = progress -> {};

        /** The news. */
        void on(UnpackProgress progress);
    }
}
