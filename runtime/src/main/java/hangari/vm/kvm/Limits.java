package hangari.vm.kvm;

import java.time.Duration;

/**
 * How long a guest may go on.
 *
 * @param exits how many rows in all
 * @param time how long in one go: one {@code step()} or one {@code run()}
 */
public record Limits(int exits, Duration time) {
    private static final int MOST = 1_000_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What a guest gets if nothing else is said. */
    public static final Limits USUAL = new Limits(10_000, Duration.ofSeconds(10));

    public Limits {
        if (exits < 1 || exits > MOST) {
            throw new IllegalArgumentException(exits + " exits: a limit is 1 to " + MOST);
        }
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(time + ": a limit is more than nothing and at most an hour");
        }
    }
}
