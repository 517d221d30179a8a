package hangari.container.life.keep;

import java.util.List;
import java.util.stream.Stream;

/** The points of one life at which something can happen, in order, by what a container is at each of them. */
final class Points {
    static final List<String> BEFORE_IT_IS = List.of("CREATE");

    static final List<String> NOT_STARTED =
            List.of("CREATE.done", "OPEN", "OPEN.done", "RESERVE", "RESERVE.done", "GROUP", "GROUP.done", "LAUNCH");
    static final List<String> ALIVE = List.of(
            "LAUNCH.done", "RUN.done", "PAUSE", "PAUSE.done", "UNPAUSE", "UNPAUSE.done", "RENAME", "RENAME.done");
    static final List<String> ENDED = List.of("STOP", "END.done", "LOOSEN", "LOOSEN.done", "REMOVE");
    static final List<String> GONE = List.of("REMOVE.half", "REMOVE.done");

    private Points() {}

    static List<String> all() {
        return Stream.of(BEFORE_IT_IS, NOT_STARTED, ALIVE, ENDED, GONE)
                .flatMap(List::stream)
                .toList();
    }
}
