package hangari.container.life.keep;

import hangari.container.life.wire.Bounds;
import hangari.container.life.wire.EventLog;
import hangari.container.life.wire.RunDirectory;
import hangari.container.life.wire.SupervisorCommand;
import hangari.container.life.wire.SupervisorServer;
import hangari.container.life.wire.Tenure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A supervisor of real containers that is a process of its own, as small as the command line's. */
final class KeptMain {
    private KeptMain() {}

    public static void main(String[] arguments) {
        Path state = Path.of(arguments[0]);
        RunDirectory place = RunDirectory.of(state);
        Tenure.begin(place, Duration.ofSeconds(20)).ifPresent(tenure -> {
            var bounds = Bounds.DEFAULT.withIdle(Duration.ofSeconds(20));
            try (tenure;
                    var containers = Containers.open(state);
                    var server = SupervisorServer.open(place, containers, bounds, new EventLog(place.log(), true))) {
                server.serve();
            }
        });
    }

    static SupervisorCommand command(Path state) {
        List<String> arguments = List.of(
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KeptMain.class.getName(),
                state.toString());
        return new SupervisorCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                arguments,
                Map.of("PATH", System.getenv("PATH")),
                Duration.ofSeconds(60));
    }
}
