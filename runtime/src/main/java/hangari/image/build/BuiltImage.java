package hangari.image.build;

import hangari.image.oci.Descriptor;
import hangari.image.oci.Digest;

/**
 * An image that was built.
 *
 * @param id the digest of its configuration, as Docker has it
 * @param manifest what a name is to lead to
 */
public record BuiltImage(Digest id, Descriptor manifest) {}
