package hangari.image.registry;

import hangari.image.oci.Descriptor;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.Manifest;

/** What happens during a pull, as a value for whoever shows it. Layers come in at the same time, so their events mix. */
public sealed interface PullEvent {
    /** A thing worth saying in a line: a mirror that failed, credentials that were not used. */
    record Note(String line) implements PullEvent {}

    /** It is known what the image is, and its config is in the store; its layers follow. */
    record Found(Manifest manifest, ImageConfig config) implements PullEvent {}

    /** It is known which blobs there are: this one will be dealt with. */
    record Waiting(Descriptor blob) implements PullEvent {}

    /** The store had it. */
    record AlreadyThere(Descriptor blob) implements PullEvent {}

    /** An earlier attempt left its beginning; the rest is asked for. */
    record Resumed(Descriptor blob, long at) implements PullEvent {}

    /** So many of its bytes are here. */
    record Downloading(Descriptor blob, long bytes) implements PullEvent {}

    /** The connection failed in a way that may pass; it is asked for again. */
    record Retrying(Descriptor blob, String why) implements PullEvent {}

    /** All its bytes are here, and are being written to the disk. */
    record Verifying(Descriptor blob) implements PullEvent {}

    /**
     * It is in the store. This comes from the thread that downloaded it, while others are still on their way: who unpacks
     * layers begins here.
     */
    record Done(Descriptor blob) implements PullEvent {}

    /** So many of its bytes have been unpacked, by whoever began at {@link Done}. */
    record Unpacking(Descriptor blob, long bytes) implements PullEvent {}

    /** It is unpacked, and believed. */
    record Unpacked(Descriptor blob) implements PullEvent {}
}
