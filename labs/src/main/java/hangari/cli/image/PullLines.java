package hangari.cli.image;

import hangari.cli.text.Size;
import hangari.image.oci.Descriptor;
import hangari.image.registry.PullEvent;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Shows a pull as lines, each once, in docker's words: for files and for who wants no cursor motion. */
public final class PullLines implements Consumer<PullEvent> {
    private final PrintStream out;

    public PullLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void accept(PullEvent event) {
        String line = line(event);
        if (!line.isEmpty()) {
            out.println(line);
        }
    }

    /** What there is to say of an event; empty if it is one of too many. */
    static String line(PullEvent event) {
        if (event instanceof PullEvent.Waiting waiting) {
            return name(waiting.blob()) + "Pulling fs layer";
        }
        if (event instanceof PullEvent.AlreadyThere there) {
            return name(there.blob()) + "Already exists";
        }
        if (event instanceof PullEvent.Resumed resumed) {
            return name(resumed.blob()) + "Resuming at " + Size.of(resumed.at());
        }
        if (event instanceof PullEvent.Retrying retrying) {
            return name(retrying.blob()) + "Retrying: " + retrying.why();
        }
        if (event instanceof PullEvent.Verifying verifying) {
            return name(verifying.blob()) + "Verifying Checksum";
        }
        if (event instanceof PullEvent.Done done) {
            return name(done.blob()) + "Download complete";
        }
        if (event instanceof PullEvent.Unpacked unpacked) {
            return name(unpacked.blob()) + "Pull complete";
        }
        return event instanceof PullEvent.Note note ? note.line() : "";
    }

    static String name(Descriptor blob) {
        return blob.digest().abbreviated() + ": ";
    }
}
