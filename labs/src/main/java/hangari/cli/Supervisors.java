package hangari.cli;

import hangari.cli.state.StateDirectory;
import hangari.container.life.Supervisor;
import hangari.container.life.wire.RunDirectory;
import hangari.container.life.wire.SupervisorClient;
import hangari.container.life.wire.SupervisorCommand;
import hangari.linux.proc.ProcFs;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whoever looks after the containers of a state directory: one process for all of them, begun when it is needed. */
final class Supervisors {
    /** After a crash it clears away what is left of many containers before it answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What it may know of the environment of whoever happened to begin it. */
    private static final List<String> ENVIRONMENT = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "TZ",
            "XDG_RUNTIME_DIR",
            "XDG_CONFIG_HOME",
            "DBUS_SESSION_BUS_ADDRESS");

    // It waits most of its life: one compiler, one collector thread, little room, and that given back.
    private static final List<String> SMALL = List.of(
            "-Xms4m",
            "-Xmx64m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED");

    private Supervisors() {}

    /** Speaks to it. */
    static Supervisor of(StateDirectory state) {
        return SupervisorClient.reach(RunDirectory.of(state.root()), command(state));
    }

    /** How it is begun: as this very program, from the same files. */
    static SupervisorCommand command(StateDirectory state) {
        List<String> arguments = new ArrayList<>(SMALL);
        arguments.add("-XX:ErrorFile=" + RunDirectory.of(state.root()).path().resolve("crash.log"));
        arguments.addAll(archive());
        arguments.add("-Dhangari.home=" + System.getProperty("hangari.home", ""));
        arguments.addAll(List.of("-cp", classPath(), Main.class.getName(), "supervise"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new SupervisorCommand(java, arguments, environment(state), PATIENCE);
    }

    /** That of this process; its own directory is not the supervisor's. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The class data archive that this process was started with, which fits the same JDK and class path. */
    private static List<String> archive() {
        ProcFs proc = ProcFs.host();
        return proc.commandLine(proc.self()).value().orElse(List.of()).stream()
                .filter(option -> option.startsWith("-XX:SharedArchiveFile="))
                .toList();
    }

    private static Map<String, String> environment(StateDirectory state) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().retainAll(ENVIRONMENT);
        environment.put("HANGARI_STATE", state.root().toString());
        return environment;
    }
}
