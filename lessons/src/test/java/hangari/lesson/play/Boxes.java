package hangari.lesson.play;

import hangari.lesson.check.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evidence as if a box had been run. */
final class Boxes {
    private Boxes() {}

    static Evidence exited(String program) {
        return new Evidence(
                Math.abs(program.hashCode() % 1000) + 1,
                List.of(program),
                42,
                Evidence.State.EXITED,
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Map.of("pid", 4026531836L),
                List.of(42L),
                "host",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
