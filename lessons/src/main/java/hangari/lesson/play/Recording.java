package hangari.lesson.play;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Host;
import hangari.lesson.check.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the model answers of a lesson showed on another machine: for learners whose own machine cannot run a step.
 *
 * @param kernel the version of the other machine's kernel, such as {@code 6.1}
 * @param hostname its name
 * @param namespaces inode of each namespace of its host
 * @param root its host's root directory
 * @param steps the boxes of each step, by the step's id
 */
public record Recording(
        String kernel,
        String hostname,
        Map<String, Long> namespaces,
        Optional<Evidence.RootDir> root,
        Map<String, List<Evidence>> steps) {
    private static final String NAME = "recorded.json";
    private static final Pattern VERSION_OF = Pattern.compile("^(\\d+\\.\\d+).*$");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Recording {
        namespaces = new TreeMap<>(namespaces);
        steps = new TreeMap<>(steps);
    }

    /** The recording of a lesson folder, if there is one that can be read. */
    public static Optional<Recording> of(Path folder) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(folder.resolve(NAME)), Recording.class));
        } catch (IOException | JacksonException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** A recording of boxes that were run on this machine just now. */
    public static Recording here(Map<String, List<Evidence>> steps) throws IOException {
        Host host = Host.read(Proc.SYSTEM);
        Map<String, List<Evidence>> kept = new TreeMap<>();
        steps.forEach((step, boxes) ->
                kept.put(step, boxes.stream().map(Recording::withoutTables).toList()));
        String release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        return new Recording(
                VERSION_OF.matcher(release).replaceFirst("$1"), host.hostname(), host.namespaces(), host.root(), kept);
    }

    /** Mount tables and cgroups say much of the machine and nothing of the lesson. */
    private static Evidence withoutTables(Evidence box) {
        return new Evidence(
                box.box(),
                box.argv(),
                box.pid(),
                box.state(),
                box.exit(),
                box.signal(),
                box.failure(),
                box.stdout(),
                box.stderr(),
                box.namespaces(),
                box.nspid(),
                box.hostname(),
                box.root(),
                box.top(),
                List.of(),
                box.uidMap(),
                List.of(),
                box.layers(),
                box.syscalls());
    }

    /**
     * Puts the recording into a lesson folder.
     *
     * @param clean applied to the whole text, to take out what is this machine's own
     */
    public void write(Path folder, UnaryOperator<String> clean) throws IOException {
        Files.writeString(folder.resolve(NAME), clean.apply(JSON.writeValueAsString(this)) + "\n");
    }

    /** The other machine's host, as far as it was recorded. */
    public Host host() {
        return new Host(namespaces, hostname, root, List.of(), Proc.SYSTEM);
    }

    /** What a step showed there; nothing if it was not recorded. */
    public List<Evidence> boxes(String step) {
        return steps.getOrDefault(step, List.of());
    }
}
