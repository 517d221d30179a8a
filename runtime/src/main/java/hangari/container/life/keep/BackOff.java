package hangari.container.life.keep;

import java.time.Duration;

/** How long it is waited before a container is started again: twice as long each time, as docker does. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration GOOD_RUN = Duration.ofSeconds(10);

    private Duration last = Duration.ZERO;

    /** The next wait, after a run of this length: a long one was a success. */
    Duration after(Duration run) {
        if (last.isZero() || run.compareTo(GOOD_RUN) >= 0) {
            last = FIRST;
        } else {
            last = last.multipliedBy(2);
            last = last.compareTo(LONGEST) > 0 ? LONGEST : last;
        }
        return last;
    }

    /** Somebody has started it. */
    void reset() {
        last = Duration.ZERO;
    }
}
