package hangari.image.archive;

import hangari.image.ImageException;
import hangari.image.oci.ImageConfig;

/** Whether an image's parts belong together. */
final class Fitting {
    private Fitting() {}

    static void verify(ArchiveFile archive, ImageConfig config, int layers) {
        int named = config.rootfs().diffIds().size();
        if (named != layers) {
            throw new ImageException("cannot read " + archive.name() + ": an image has " + layers
                    + " layers, but its config names " + named + ": do not trust who made it");
        }
    }
}
