package hangari.container.life.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Programs for tests: a played supervisor that is a process of its own, and a process in which clients race. */
final class PlayedMain {
    private PlayedMain() {}

    /** {@code serve STATE}, or {@code race STATE CLIENTS}, which prints the PIDs of the supervisors that were met. */
    public static void main(String[] arguments) {
        RunDirectory place = RunDirectory.of(Path.of(arguments[1]));
        if (arguments[0].equals("serve")) {
            serve(place);
        } else {
            race(place, Integer.parseInt(arguments[2]));
        }
    }

    private static void serve(RunDirectory place) {
        Tenure.begin(place, Duration.ofSeconds(10)).ifPresent(tenure -> {
            var log = new EventLog(place.log(), true);
            var bounds = Bounds.DEFAULT.withIdle(Duration.ofSeconds(20));
            var supervisor = new PlayedSupervisor();
            supervisor.code = 9;
            try (tenure;
                    var server = SupervisorServer.open(place, supervisor, bounds, log)) {
                server.serve();
            }
        });
    }

    private static void race(RunDirectory place, int clients) {
        System.out.println(IntStream.range(0, clients)
                .parallel()
                .mapToObj(i -> pidOf(place))
                .collect(Collectors.joining("\n")));
    }

    private static String pidOf(RunDirectory place) {
        try (var client = SupervisorClient.reach(place, command("serve", place))) {
            return Long.toString(client.version().pid());
        }
    }

    /** How this program is begun. */
    static SupervisorCommand command(String what, RunDirectory place, String... more) {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "-Xshare:auto",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                PlayedMain.class.getName(),
                                what,
                                place.path().getParent().toString()),
                        Stream.of(more))
                .toList();
        return new SupervisorCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"), arguments, Map.of(), Duration.ofSeconds(60));
    }
}
