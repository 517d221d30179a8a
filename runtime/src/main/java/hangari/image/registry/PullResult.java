package hangari.image.registry;

import hangari.image.oci.Descriptor;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Manifest;

/**
 * What was pulled.
 *
 * @param name by which it is found in the store: if a digest was asked for, it is without the tag
 * @param image the manifest or index that the name leads to; its digest is the published one
 * @param manifest the image for the machine
 * @param changed whether the name led elsewhere before, or something had to be downloaded
 */
public record PullResult(ImageReference name, Descriptor image, Manifest manifest, boolean changed) {}
