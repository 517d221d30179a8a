package hangari.container.life;

import hangari.container.cgroup.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What a supervisor answers; {@link ContainerDetails} is one too, and many a verb is answered with {@link Done}. */
public sealed interface Answer
        permits Answer.Done,
                Answer.Versions,
                Answer.Created,
                Answer.Rows,
                Answer.Processes,
                Answer.Usage,
                Answer.Ended,
                Answer.ExecDetails,
                ContainerDetails {
    /** It was done, and there is nothing to say of it. */
    record Done() implements Answer {}

    /**
     * Who answers.
     *
     * @param version of Hangari
     * @param protocol a number that grows when requests change
     * @param pid of the supervisor
     * @param alive how many containers run
     */
    record Versions(String version, int protocol, long pid, int alive) implements Answer {}

    record Created(String id, List<String> warnings) implements Answer {
        public Created {
            warnings = List.copyOf(warnings);
        }
    }

    record Rows(List<Row> rows) implements Answer {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** A line of {@code ps}. */
    record Row(
            String id,
            String name,
            String image,
            List<String> command,
            Instant created,
            State state,
            List<String> ports,
            Map<String, String> labels) {
        public Row {
            command = List.copyOf(command);
            ports = List.copyOf(ports);
            labels = Map.copyOf(labels);
        }
    }

    /** What {@code top} shows, the titles first. */
    record Processes(List<String> titles, List<List<String>> rows) implements Answer {
        public Processes {
            titles = List.copyOf(titles);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** What it has used, at a moment. */
    record Usage(String id, String name, Instant at, Statistics statistics) implements Answer {}

    record Ended(int code, String error) implements Answer {}

    /**
     * What is known of a further process.
     *
     * @param pid as the host sees it; 0 if it does not run
     */
    record ExecDetails(String id, String container, boolean running, OptionalInt code, long pid) implements Answer {}
}
