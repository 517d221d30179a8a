package hangari.image.oci;

import java.util.concurrent.atomic.AtomicBoolean;

/** A share in a store: while it is open, nothing is collected. Closing it twice is harmless. */
public final class Hold implements AutoCloseable {
    private final Runnable end;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Hold(Runnable end) {
        this.end = end;
    }

    /** Both, until it is closed. */
    public static Hold both(Hold one, Hold other) {
        return new Hold(() -> {
            one.close();
            other.close();
        });
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            end.run();
        }
    }
}
