package hangari.image.store;

import hangari.image.oci.Descriptor;
import hangari.image.oci.StoredImage;
import hangari.image.registry.PullEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Unpacks the layers of an image that is being pulled, each as soon as it is there, while others are on their way.
 *
 * <pre>{@code
 * puller.pull(PullRequest.of(name), new UnpackOnArrival(store, event -> {}));
 * }</pre>
 *
 * <p>A layer that is hostile, or not the one with the diff id that the config names, ends the pull: its name then leads
 * to where it led before.
 */
public final class UnpackOnArrival implements Consumer<PullEvent> {
    private final ImageStore store;
    private final Consumer<PullEvent> next;
    private volatile List<StoredImage.Part> parts = List.of();

    /** @param next is told everything, how far the unpacking is included */
    public UnpackOnArrival(ImageStore store, Consumer<PullEvent> next) {
        this.store = store;
        this.next = next;
    }

    @Override
    public void accept(PullEvent event) {
        next.accept(event);
        if (event instanceof PullEvent.Found found) {
            parts = StoredImage.parts(found.manifest(), found.config());
        } else if (event instanceof PullEvent.Done done) {
            unpack(done.blob());
        } else if (event instanceof PullEvent.AlreadyThere there) {
            unpack(there.blob());
        }
    }

    private void unpack(Descriptor blob) {
        parts.stream()
                .filter(part -> part.blob().digest().equals(blob.digest()))
                .distinct()
                .forEach(part -> store.unpack(part, this::tell));
    }

    private void tell(UnpackProgress progress) {
        Descriptor blob = progress.part().blob();
        switch (progress.state()) {
            case PRESENT -> {}
            case UNPACKING -> next.accept(new PullEvent.Unpacking(blob, progress.done()));
            case UNPACKED -> next.accept(new PullEvent.Unpacked(blob));
        }
    }
}
