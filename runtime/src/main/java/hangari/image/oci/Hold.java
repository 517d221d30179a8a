package hangari.image.oci;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A share in a store: while it is open, nothing is collected. Closing it twice is harmless. */
public final class Hold implements AutoCloseable {
    private final Runnable end;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Hold(Runnable end) {
        this.end = end;
    }

    /** One and then another, until it is closed; if the other cannot be had, neither is. */
    public static Hold both(Hold one, Supplier<Hold> then) {
        try {
            Hold other = then.get();
            return new Hold(() -> {
                try {
                    one.close();
                } finally {
                    other.close();
                }
            });
        } catch (RuntimeException e) {
            one.close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            end.run();
        }
    }
}
