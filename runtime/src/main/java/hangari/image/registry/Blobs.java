package hangari.image.registry;

import hangari.image.ImageException;
import hangari.image.oci.BlobStore;
import hangari.image.oci.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The blobs of one image, several of which are downloaded at the same time. The first failure ends them all. */
final class Blobs {
    // dockerd(8), --max-concurrent-downloads: "Set the max concurrent downloads (default 3)"
    private static final int AT_ONCE = 3;

    private final BlobStore store;
    private final Repository repository;
    private final Patience patience;
    private final Consumer<PullEvent> events;

    Blobs(BlobStore store, Repository repository, Patience patience, Consumer<PullEvent> events) {
        this.store = store;
        this.repository = repository;
        this.patience = patience;
        this.events = events;
    }

    /** One after the other, and without events: what nobody waits for. */
    boolean download(List<Descriptor> blobs) throws TransferException {
        boolean changed = false;
        for (Descriptor blob : blobs) {
            changed |= new BlobDownload(store, repository, blob, patience, event -> {}).run();
        }
        return changed;
    }

    /** Whether any of them had to be downloaded. */
    boolean downloadAll(List<Descriptor> blobs) throws TransferException {
        Collection<Descriptor> each = once(blobs);
        each.forEach(blob -> events.accept(new PullEvent.Waiting(blob)));
        requireRoom(each);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Blobs::daemon);
        try {
            CompletionService<Boolean> downloads = new ExecutorCompletionService<>(threads);
            for (Descriptor blob : each) {
                downloads.submit(() -> new BlobDownload(store, repository, blob, patience, events).run());
            }
            return await(downloads, each.size());
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** An image may have the same layer twice: it is one blob. */
    private static Collection<Descriptor> once(List<Descriptor> blobs) {
        Map<Object, Descriptor> distinct = blobs.stream()
                .collect(Collectors.toMap(
                        Descriptor::digest, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        return new ArrayList<>(distinct.values());
    }

    private void requireRoom(Collection<Descriptor> blobs) {
        long missing = 0;
        for (Descriptor blob : blobs) {
            // saturated: sizes are what the manifest claims, and their sum may be anything
            long size = store.has(blob) ? 0 : blob.size();
            missing = missing + size < 0 ? Long.MAX_VALUE : missing + size;
        }
        long room = room();
        if (missing > room) {
            throw new ImageException("the image needs " + missing + " bytes and " + store.directory() + " has room for "
                    + room + ": make room there, or set HANGARI_STATE to a directory on another disk");
        }
    }

    private long room() {
        try {
            return Files.getFileStore(store.directory()).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // the disk itself will say
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "pull");
        thread.setDaemon(true);
        return thread;
    }

    private static boolean await(CompletionService<Boolean> downloads, int count) throws TransferException {
        boolean changed = false;
        try {
            for (int i = 0; i < count; i++) {
                changed |= downloads.take().get();
            }
            return changed;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransferException transfer) {
                throw transfer;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransferException.refused("interrupted while layers were downloaded: pull again to go on");
        }
    }

    /** Each has a hold on the store until its part is closed. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
