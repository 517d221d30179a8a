package hangari.image.archive;

import hangari.image.ImageException;
import hangari.image.oci.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes an image's settings by instructions of a Dockerfile, as {@code docker import --change} takes them.
 *
 * <pre>{@code
 * SettingChanges.apply(Settings.NONE, List.of("CMD [\"/bin/sh\"]", "ENV LANG=C.UTF-8", "EXPOSE 80"));
 * }</pre>
 *
 * <p>Source: Docker's Dockerfile reference; the instructions CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, STOPSIGNAL, USER,
 * VOLUME and WORKDIR.
 */
public final class SettingChanges {
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    private String user;
    private final Map<String, Map<String, Object>> ports;
    private final Map<String, String> env = new LinkedHashMap<>();
    private List<String> entrypoint;
    private List<String> cmd;
    private final Map<String, Map<String, Object>> volumes;
    private String workingDir;
    private final Map<String, String> labels;
    private String stopSignal;
    private final Map<String, Object> other;

    private SettingChanges(Settings from) {
        this.user = from.user();
        this.ports = new TreeMap<>(from.exposedPorts());
        from.env().forEach(line -> env.put(line.replaceFirst("=.*", ""), line.replaceFirst("^[^=]*=?", "")));
        this.entrypoint = from.entrypoint();
        this.cmd = from.cmd();
        this.volumes = new TreeMap<>(from.volumes());
        this.workingDir = from.workingDir();
        this.labels = new TreeMap<>(from.labels());
        this.stopSignal = from.stopSignal();
        this.other = from.other();
    }

    /**
     * The settings with all changes, in order.
     *
     * @throws ImageException if one is no instruction that can be given here
     */
    public static Settings apply(Settings settings, List<String> instructions) {
        var changes = new SettingChanges(settings);
        instructions.forEach(changes::apply);
        return changes.settings();
    }

    private void apply(String instruction) {
        String[] parts = instruction.strip().split("\\s+", 2);
        String rest = parts.length > 1 ? parts[1].strip() : "";
        if (rest.isEmpty()) {
            throw fault(instruction, "it says nothing");
        }
        switch (parts[0].toUpperCase(Locale.ROOT)) {
            case "CMD" -> cmd = command(instruction, rest);
            case "ENTRYPOINT" -> entrypoint = command(instruction, rest);
            case "ENV" -> env.putAll(pairs(instruction, rest));
            case "LABEL" -> labels.putAll(pairs(instruction, rest));
            case "EXPOSE" -> Words.of(rest).forEach(port -> ports.put(port(instruction, port), Map.of()));
            case "VOLUME" -> paths(instruction, rest).forEach(path -> volumes.put(path, Map.of()));
            case "WORKDIR" -> workingDir = resolved(rest);
            case "USER" -> user = rest;
            case "STOPSIGNAL" -> stopSignal = rest;
            default ->
                throw fault(
                        instruction,
                        "here go CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, STOPSIGNAL, USER, VOLUME and WORKDIR");
        }
    }

    private Settings settings() {
        List<String> lines = new ArrayList<>();
        env.forEach((name, value) -> lines.add(name + "=" + value));
        return new Settings(user, ports, lines, entrypoint, cmd, volumes, workingDir, labels, stopSignal, other);
    }

    private static List<String> command(String instruction, String rest) {
        return rest.startsWith("[")
                ? Words.array(rest).orElseThrow(() -> fault(instruction, "write a list such as [\"/bin/sh\", \"-l\"]"))
                : List.of(SHELL.get(0), SHELL.get(1), rest);
    }

    private static List<String> paths(String instruction, String rest) {
        return rest.startsWith("[") ? command(instruction, rest) : Words.of(rest);
    }

    private static Map<String, String> pairs(String instruction, String rest) {
        List<String> words = Words.of(rest);
        Map<String, String> pairs = new LinkedHashMap<>();
        if (words.get(0).indexOf('=') < 0) { // the old form: ENV NAME all that follows
            String[] two = rest.split("\\s+", 2);
            if (two.length < 2) {
                throw fault(instruction, "write NAME=VALUE");
            }
            return Map.of(two[0], two[1]);
        }
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw fault(instruction, "write NAME=VALUE, and quotation marks about a value with spaces");
            }
            pairs.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return pairs;
    }

    private static String port(String instruction, String port) {
        if (!port.matches("[0-9]{1,5}(/(tcp|udp|sctp))?") || Integer.parseInt(port.replaceFirst("/.*", "")) > 65535) {
            throw fault(instruction, "write a port such as 80 or 53/udp");
        }
        return port.indexOf('/') < 0 ? port + "/tcp" : port;
    }

    private String resolved(String directory) {
        return Path.of(workingDir.isEmpty() ? "/" : workingDir)
                .resolve(directory)
                .normalize()
                .toString();
    }

    private static ImageException fault(String instruction, String remedy) {
        String shown = instruction.length() > 80 ? instruction.substring(0, 80) + "…" : instruction;
        return new ImageException("bad change \"" + shown + "\": " + remedy);
    }
}
