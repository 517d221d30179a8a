package hangari.container.life.keep;

import hangari.container.life.LifeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds further processes by id; those that have ended are forgotten some minutes later, as docker does. */
final class ExecIndex {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final Map<String, Exec> byId = new ConcurrentHashMap<>();

    void add(Exec exec) {
        Instant since = Instant.now().minus(KEPT);
        byId.values().removeIf(old -> old.container().isRemoved() || old.isForgotten(since));
        if (byId.size() >= MOST) {
            throw new LifeException(
                    LifeException.Kind.FAILED, MOST + " further processes are known already: wait until some are over");
        }
        byId.put(exec.id(), exec);
    }

    Exec find(String id) {
        Exec exec = byId.get(id);
        if (exec == null) {
            throw new LifeException(LifeException.Kind.NOT_FOUND, "no such exec: " + id);
        }
        return exec;
    }
}
