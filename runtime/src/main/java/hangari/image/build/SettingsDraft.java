package hangari.image.build;

import hangari.image.oci.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an image will say of its boxes, while instructions are changing it. */
final class SettingsDraft {
    private static final List<String> SHELL = List.of("/bin/sh", "-c");
    private static final String SHELL_KEY = "Shell";

    final Map<String, String> env = new LinkedHashMap<>();
    final Map<String, String> labels = new TreeMap<>();
    final Map<String, Map<String, Object>> exposedPorts = new TreeMap<>();
    final Map<String, Map<String, Object>> volumes = new TreeMap<>();
    final Map<String, Object> other = new TreeMap<>();
    List<String> entrypoint;
    List<String> cmd;
    String user;
    String workingDir;
    String stopSignal;
    private boolean commandIsOurs;

    SettingsDraft(Settings from) {
        from.env().forEach(variable -> {
            String[] parts = variable.split("=", 2);
            env.put(parts[0], parts.length > 1 ? parts[1] : "");
        });
        labels.putAll(from.labels());
        exposedPorts.putAll(from.exposedPorts());
        volumes.putAll(from.volumes());
        other.putAll(from.other());
        entrypoint = from.entrypoint();
        cmd = from.cmd();
        user = from.user();
        workingDir = from.workingDir();
        stopSignal = from.stopSignal();
    }

    List<String> shell() {
        if (!(other.get(SHELL_KEY) instanceof List<?> words) || words.isEmpty()) {
            return SHELL;
        }
        return words.stream().map(String::valueOf).toList();
    }

    void shell(List<String> argv) {
        other.put(SHELL_KEY, argv);
    }

    void cmd(List<String> argv) {
        cmd = argv;
        commandIsOurs = true;
    }

    // Dockerfile reference, "Understand how CMD and ENTRYPOINT interact": "If CMD is defined from the base image,
    // setting
    // ENTRYPOINT will reset CMD to an empty value."
    void entrypoint(List<String> argv) {
        entrypoint = argv;
        if (!commandIsOurs) {
            cmd = List.of();
        }
    }

    /** The working directory with this path taken from it. */
    String absolute(String path) {
        String from = workingDir.isEmpty() ? "/" : workingDir;
        return path.startsWith("/") ? path : from + (from.endsWith("/") ? "" : "/") + path;
    }

    Settings settings() {
        List<String> variables = new ArrayList<>();
        env.forEach((name, value) -> variables.add(name + "=" + value));
        return new Settings(
                user,
                new TreeMap<>(exposedPorts),
                variables,
                entrypoint,
                cmd,
                new TreeMap<>(volumes),
                workingDir,
                labels,
                stopSignal,
                new TreeMap<>(other));
    }
}
