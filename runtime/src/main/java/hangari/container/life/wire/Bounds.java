package hangari.container.life.wire;

import java.time.Duration;

/**
 * What a server puts up with.
 *
 * @param connections how many there may be at once
 * @param asking how long a request may take to arrive
 * @param answering how long an answer may take to be fetched
 * @param idle after what time it leaves by itself, if no container runs and nobody is connected
 */
public record Bounds(int connections, Duration asking, Duration answering, Duration idle) {
    public static final Bounds DEFAULT =
            new Bounds(1000, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));

    public Bounds withConnections(int most) {
        return new Bounds(most, asking, answering, idle);
    }

    public Bounds withAsking(Duration time) {
        return new Bounds(connections, time, answering, idle);
    }

    public Bounds withAnswering(Duration time) {
        return new Bounds(connections, asking, time, idle);
    }

    public Bounds withIdle(Duration time) {
        return new Bounds(connections, asking, answering, time);
    }
}
