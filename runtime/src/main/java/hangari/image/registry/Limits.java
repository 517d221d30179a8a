package hangari.image.registry;

import java.time.Duration;

/**
 * How long a registry is waited for, and how often it is asked again.
 *
 * @param connect until it takes the connection
 * @param headers until its answer begins
 * @param stall between two bytes of an answer
 * @param document for the whole of a small answer: a manifest, a token, an error
 * @param attempts how often one thing is asked for, if it fails in a way that may pass
 * @param pause before the second attempt; each later one is twice as long
 * @param longestPause the longest that is waited, even if the registry asks for more
 */
public record Limits(
        Duration connect,
        Duration headers,
        Duration stall,
        Duration document,
        int attempts,
        Duration pause,
        Duration longestPause) {
    /** For people who wait at a terminal. */
    public static final Limits PATIENT = new Limits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            5,
            Duration.ofMillis(500),
            Duration.ofSeconds(60));

    /** How long to wait after so many failures. */
    Duration pauseAfter(int failures) {
        Duration pause = this.pause.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
