package hangari.image.tar;

/**
 * What became of an archive.
 *
 * @param entries how many files it had, whiteouts included
 * @param bytes how long it was when it was unpacked
 * @param skippedDevices device files that could not be made: not by an ordinary user, nor any with the number 0:0
 * @param skippedAttributes extended attributes that layers may not bring, or that this file system does not have
 * @param opaque whether the layer hides all layers below it. overlayfs heeds the mark on every directory but the root, so
 *     who stacks it has to leave the others out
 */
public record Unpacked(long entries, long bytes, long skippedDevices, long skippedAttributes, boolean opaque) {}
