package hangari.cli.image;

import hangari.image.oci.ImageReference;
import hangari.image.registry.PullRequest;
import hangari.image.registry.PullResult;
import hangari.image.registry.Puller;
import hangari.image.store.ImageStore;
import hangari.image.store.UnpackOnArrival;
import java.io.PrintStream;
import java.util.concurrent.Callable;

/**
 * A pull that is shown while it is under way, as docker does it.
 *
 * @param store where the layers are unpacked
 * @param out where it is shown, which is not where the answer goes
 * @param redrawn whether lines may be redrawn in place
 */
public record ImagePull(ImageStore store, PrintStream out, boolean redrawn) {
    /**
     * Pulls.
     *
     * @param typed the name as somebody wrote it
     */
    public PullResult pull(Puller puller, PullRequest request, String typed) {
        if (!request.offline()) {
            announce(request.image(), typed);
        }
        if (!redrawn) {
            return puller.pull(request, new UnpackOnArrival(store, new PullLines(out)));
        }
        try (var bars = new PullBars(out)) {
            return interruptibly(bars, () -> puller.pull(request, new UnpackOnArrival(store, bars)));
        }
    }

    /** Pulls, and shows nothing. */
    public static PullResult quietly(ImageStore store, Puller puller, PullRequest request) {
        return puller.pull(request, new UnpackOnArrival(store, event -> {}));
    }

    /** Says how it went. */
    public static void report(PullResult result, PrintStream out) {
        out.println("Digest: " + result.image().digest());
        out.println("Status: " + (result.changed() ? "Downloaded newer image for " : "Image is up to date for ")
                + result.name().familiar());
    }

    private void announce(ImageReference image, String typed) {
        if (image.tag().filter("latest"::equals).isPresent() && !typed.endsWith(":latest")) {
            out.println("Using default tag: latest");
        }
        String which = image.digest().map(Object::toString).or(image::tag).orElse("");
        out.println(which + ": Pulling from " + image.repository());
    }

    // Ctrl-C ends Java by its hooks, with 130. What was written so far is kept as it is; the terminal must not be.
    private static PullResult interruptibly(PullBars bars, Callable<PullResult> pull) {
        Thread restore = new Thread(bars::close, "restore the terminal");
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            return pull.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            remove(restore);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running
        }
    }
}
