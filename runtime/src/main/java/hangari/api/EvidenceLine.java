package hangari.api;

import hangari.container.Container;
import hangari.container.Observation;
import hangari.container.RootFs;
import hangari.container.cgroup.Events;
import hangari.container.cgroup.Limits;
import hangari.container.cgroup.Statistics;
import hangari.image.ImageException;
import hangari.linux.Refusal;
import hangari.linux.SyscallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was observed of a box, as one line of JSON in the session's evidence file.
 *
 * <p>A line is written when the box has started and another when it has ended; they share their number.
 */
final class EvidenceLine {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final int LONGEST = 64 * 1024;

    private final int box;

    private EvidenceLine(int box) {
        this.box = box;
    }

    static EvidenceLine next() {
        return new EvidenceLine(NEXT.getAndIncrement());
    }

    void started(Container container) {
        boolean refused = container.refusal().isPresent();
        write(container, Map.of("state", refused ? "REFUSED" : "RUNNING"));
    }

    void ended(Run run) {
        if (run.refused().isPresent()) {
            return;
        }
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("state", "EXITED");
        run.signal().ifPresentOrElse(signal -> end.put("signal", signal.name()), () -> end.put("exit", run.exit()));
        write(run.container(), end);
    }

    private void write(Container container, Map<String, Object> state) {
        Place.evidence().ifPresent(file -> append(file, line(container, state)));
    }

    private static void append(Path file, Map<String, Object> line) {
        try {
            Files.writeString(
                    file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw ImageException.of("write the evidence to " + file, file, e);
        }
    }

    private Map<String, Object> line(Container container, Map<String, Object> state) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("box", box);
        line.put("argv", container.spec().argv());
        line.put("pid", container.pid());
        line.put("stdout", cut(container.stdout()));
        line.put("stderr", cut(container.stderr()));
        line.putAll(state);
        container.refusal().ifPresent(refusal -> line.put("failure", failure(refusal)));
        line.putAll(seen(container.observation()));
        if (container.spec().root() instanceof RootFs.Overlay overlay) {
            line.put("layers", layers(overlay));
        }
        if (!container.spec().limits().equals(Limits.none())) {
            line.put("limits", limits(container));
        }
        rootPath(container).ifPresent(path -> root(line, path));
        line.put("syscalls", calls(container.syscalls()));
        return line;
    }

    /** What the limits have counted; what they do not count is left out. */
    private static Map<String, Object> limits(Container container) {
        Events events = container.events();
        Statistics used = container.statistics();
        Map<String, Object> counted = new LinkedHashMap<>();
        events.oomKills().ifPresent(count -> counted.put("oomKills", count));
        events.memoryAtLimit().ifPresent(count -> counted.put("memoryAtLimit", count));
        events.forksRefused().ifPresent(count -> counted.put("forksRefused", count));
        events.periodsThrottled().ifPresent(count -> counted.put("periodsThrottled", count));
        used.memoryPeak().ifPresent(bytes -> counted.put("memoryPeak", bytes));
        return counted;
    }

    private static Map<String, Object> failure(Refusal refusal) {
        return Map.of(
                "call", refusal.call(),
                "text", refusal.text(),
                "errno", refusal.errno().name(),
                "hint",
                        Map.of(
                                "ko",
                                refusal.hint().in("ko"),
                                "en",
                                refusal.hint().in("en")));
    }

    private static Map<String, Object> seen(Optional<Observation> observation) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("namespaces", observation.map(o -> o.namespaces().inodes()).orElse(Map.of()));
        seen.put("nspid", observation.map(Observation::nspid).orElse(List.of()));
        seen.put("hostname", observation.map(Observation::hostname).orElse(""));
        seen.put("mounts", observation.map(EvidenceLine::mounts).orElse(List.of()));
        seen.put("uidMap", observation.map(o -> o.uidMap().ranges()).orElse(List.of()));
        seen.put("cgroups", observation.map(EvidenceLine::cgroups).orElse(List.of()));
        observation.flatMap(Observation::root).ifPresent(root -> seen.put("root", directory(root)));
        observation.flatMap(Observation::top).ifPresent(top -> seen.put("top", directory(top)));
        return seen;
    }

    private static Map<String, Object> directory(Observation.RootIdentity identity) {
        return Map.of("path", "/", "dev", identity.device(), "ino", identity.inode());
    }

    private static Optional<String> rootPath(Container container) {
        return Optional.of(container.spec().root().prefix()).filter(path -> !path.isEmpty());
    }

    /** Adds the path on the host to the identity that the kernel gave, if the box came so far. */
    private static void root(Map<String, Object> line, String path) {
        Map<String, Object> root = new LinkedHashMap<>();
        if (line.get("root") instanceof Map<?, ?> seen) {
            seen.forEach((key, value) -> root.put(String.valueOf(key), value));
        } else {
            root.put("dev", 0);
            root.put("ino", 0);
        }
        root.put("path", path);
        line.put("root", root);
    }

    private static List<Map<String, Object>> mounts(Observation observation) {
        List<Map<String, Object>> mounts = new ArrayList<>();
        observation
                .mounts()
                .mounts()
                .forEach(mount -> mounts.add(Map.of(
                        "target", mount.target(),
                        "type", mount.type(),
                        "source", mount.source(),
                        "root", mount.root(),
                        "device", mount.major() + ":" + mount.minor(),
                        "options", String.join(",", mount.options()))));
        return mounts;
    }

    private static List<String> cgroups(Observation observation) {
        return observation.cgroups().entries().stream()
                .map(entry -> entry.hierarchy() + ":" + String.join(",", entry.controllers()) + ":" + entry.path())
                .toList();
    }

    private static Map<String, Object> layers(RootFs.Overlay overlay) {
        List<String> topDown =
                new ArrayList<>(overlay.lower().stream().map(Path::toString).toList());
        java.util.Collections.reverse(topDown);
        return Map.of("lower", topDown, "upper", overlay.upper().toString());
    }

    private static List<Map<String, Object>> calls(SyscallLog log) {
        List<Map<String, Object>> calls = new ArrayList<>();
        for (SyscallLog.Entry entry : log.entries()) {
            Map<String, Object> call = new LinkedHashMap<>();
            call.put("name", entry.name());
            call.put("text", entry.text());
            call.put("plumbing", entry.plumbing());
            if (entry.answer() instanceof SyscallLog.Answer.Returned returned) {
                call.put("result", returned.value());
            } else if (entry.answer() instanceof SyscallLog.Answer.Refused refused) {
                call.put("errno", refused.errno().name());
            }
            calls.add(call);
        }
        return calls;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
