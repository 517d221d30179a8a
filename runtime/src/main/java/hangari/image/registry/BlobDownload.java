package hangari.image.registry;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.BlobWriter;
import hangari.image.oci.Descriptor;
import hangari.image.registry.Repository.Download;
import hangari.image.registry.TransferException.Cure;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Brings one blob into the store: from where an earlier attempt ended, as often as it is cut off, until it is whole.
 *
 * <p>A part of a blob proves nothing. It is kept because it most likely is what it seems to be, and the digest of the
 * whole decides; if the whole is wrong and had begun with a part that was found, it is downloaded once more from its first
 * byte.
 */
final class BlobDownload {
    private static final int BUFFER = 256 * 1024;
    /** So much must have come in between two failures for the second one to count as the first again. */
    private static final long PROGRESS = 256 * 1024;
    /** So often it is said how far it is. */
    private static final long STEP = 256 * 1024;

    private final BlobStore store;
    private final Repository repository;
    private final Descriptor blob;
    private final Patience patience;
    private final Consumer<PullEvent> events;
    private boolean ranges = true;

    BlobDownload(
            BlobStore store, Repository repository, Descriptor blob, Patience patience, Consumer<PullEvent> events) {
        this.store = store;
        this.repository = repository;
        this.blob = blob;
        this.patience = patience;
        this.events = events;
    }

    /** Whether something had to be downloaded. */
    boolean run() throws TransferException {
        if (store.has(blob)) {
            events.accept(new PullEvent.AlreadyThere(blob));
            return false;
        }
        boolean whole = attempt();
        if (!whole) {
            attempt();
        }
        events.accept(new PullEvent.Done(blob));
        return true;
    }

    /** False if what was found of it turned out to be something else: it has been thrown away. */
    private boolean attempt() throws TransferException {
        try (BlobWriter writer = store.resume(blob)) {
            boolean found = writer.written() > 0;
            if (found) {
                events.accept(new PullEvent.Resumed(blob, writer.written()));
            }
            fill(writer);
            events.accept(new PullEvent.Verifying(blob));
            return commit(writer, found && ranges);
        }
    }

    private static boolean commit(BlobWriter writer, boolean perhapsStale) {
        try {
            writer.commit();
            return true;
        } catch (ImageException e) {
            if (perhapsStale) {
                return false;
            }
            throw e;
        }
    }

    private void fill(BlobWriter writer) throws TransferException {
        int failures = 0;
        while (writer.written() < blob.size()) {
            long before = writer.written();
            try {
                copy(writer);
            } catch (TransferException e) {
                if (e.cure() == Cure.AGAIN && writer.written() == blob.size()) {
                    return; // all of it is here; how the connection ended does not matter
                }
                failures = writer.written() - before >= PROGRESS ? 1 : failures + 1;
                recover(writer, e, failures);
            }
        }
    }

    private void recover(BlobWriter writer, TransferException failure, int failures) throws TransferException {
        if (failure.cure() == Cure.ANEW) {
            ranges = false;
            writer.restart();
        }
        patience.pause(failure, failures);
        events.accept(new PullEvent.Retrying(blob, String.valueOf(failure.getMessage())));
    }

    private void copy(BlobWriter writer) throws TransferException {
        if (!ranges) {
            writer.restart();
        }
        Download download = repository.blob(blob, writer.written());
        try (var reply = download.reply()) {
            if (download.from() != writer.written()) {
                ranges = false;
                writer.restart();
            }
            copy(reply.body(), writer);
        }
    }

    private void copy(Body body, BlobWriter writer) throws TransferException {
        byte[] buffer = new byte[BUFFER];
        long said = writer.written();
        for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
            if (count > blob.size() - writer.written()) {
                writer.discard();
                throw TransferException.refused(repository.tooLong(blob));
            }
            writer.write(buffer, 0, count);
            if (writer.written() - said >= STEP || writer.written() == blob.size()) {
                said = writer.written();
                events.accept(new PullEvent.Downloading(blob, said));
            }
        }
        if (writer.written() < blob.size()) {
            throw TransferException.passing("the blob " + blob.digest() + " from "
                    + repository.endpoint().host() + " ended after " + writer.written() + " of " + blob.size()
                    + " bytes: try again later");
        }
    }

    private static int read(Body body, byte[] buffer) throws TransferException {
        try {
            return body.read(buffer, 0, buffer.length);
        } catch (TransferException e) {
            throw e;
        } catch (IOException e) {
            throw TransferException.passing("the connection was cut: " + Failures.reason(e));
        }
    }
}
