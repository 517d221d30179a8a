package hangari.cli.container;

import hangari.cli.text.FieldTemplate;
import hangari.cli.text.Json;
import hangari.container.life.ContainerConfig;
import hangari.container.life.ContainerDetails;
import hangari.container.life.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that is known of a container, with the keys of {@code docker inspect}. */
public final class DetailsJson {
    /** Docker's way to say "never". */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private DetailsJson() {}

    /** Prints what was found: a list as JSON, or a line for each as a template asks. */
    public static void print(Desk desk, List<Map<String, Object>> found, Optional<String> format) {
        if (format.isEmpty()) {
            desk.out().println(Json.pretty(found));
        } else if (format.get().equals("json")) {
            found.forEach(one -> desk.out().println(Json.line(one)));
        } else {
            FieldTemplate template = FieldTemplate.parse(format.get());
            found.forEach(one -> desk.out().println(template.fill(one)));
        }
    }

    public static Map<String, Object> of(ContainerDetails details) {
        List<String> argv = details.argv();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Id", details.id());
        json.put("Created", details.created().toString());
        json.put("Path", argv.isEmpty() ? "" : argv.get(0));
        json.put("Args", argv.isEmpty() ? List.of() : argv.subList(1, argv.size()));
        json.put("State", state(details.state()));
        json.put("Image", details.imageDigest());
        json.put("Name", "/" + details.name());
        json.put("RestartCount", details.restarts());
        json.put("HostConfig", HostJson.of(details.config().host()));
        json.put("Config", config(details.config()));
        json.put("NetworkSettings", network(details));
        json.put("Directory", details.directory());
        json.put("GraphDriver", Map.of("Name", "overlay2", "Data", layers(details)));
        json.put("Cgroups", details.cgroups());
        return json;
    }

    // Docker lists the lower ones from the top down, with colons between
    private static Map<String, Object> layers(ContainerDetails details) {
        List<String> lower = new ArrayList<>(details.lower());
        Collections.reverse(lower);
        return Map.of("LowerDir", String.join(":", lower), "UpperDir", details.upper());
    }

    private static Map<String, Object> state(State state) {
        Map<String, Object> json = new LinkedHashMap<>();
        State.Running running = state.present().orElse(null);
        State.Exited exited = state.last().orElse(null);
        json.put("Status", state.word());
        json.put("Running", state.alive() || state instanceof State.Restarting);
        json.put("Paused", state instanceof State.Paused);
        json.put("Restarting", state instanceof State.Restarting);
        json.put("OOMKilled", exited != null && exited.oom());
        json.put("Dead", state instanceof State.Dead);
        json.put("Pid", running == null ? 0 : running.pid());
        json.put("ExitCode", exited == null ? 0 : exited.code());
        json.put("Error", exited != null ? exited.error() : state instanceof State.Dead dead ? dead.error() : "");
        json.put("StartedAt", running != null ? text(running.at()) : exited != null ? text(exited.begun()) : NEVER);
        json.put("FinishedAt", exited != null ? text(exited.at()) : NEVER);
        return json;
    }

    private static String text(Instant instant) {
        return instant.toString();
    }

    private static Map<String, Object> config(ContainerConfig config) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Hostname", config.hostname());
        json.put("User", config.user());
        json.put("Tty", config.terminal());
        json.put("OpenStdin", config.openStdin());
        json.put("StdinOnce", config.stdinOnce());
        json.put("Env", config.env());
        json.put("Cmd", config.command());
        json.put("Image", config.image().isEmpty() ? "" : ContainerRow.image(config.image()));
        json.put("Rootfs", config.rootfs());
        json.put("WorkingDir", config.workdir());
        json.put("Entrypoint", config.entrypoint().orElse(List.of()));
        json.put("Labels", new TreeMap<>(config.labels()));
        json.put("StopSignal", config.stopSignal());
        config.stopTimeout().ifPresent(seconds -> json.put("StopTimeout", seconds));
        return json;
    }

    private static Map<String, Object> network(ContainerDetails details) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("IPAddress", details.address().orElse("").replaceFirst("/.*", ""));
        json.put("Ports", HostJson.ports(details.ports()));
        return json;
    }
}
