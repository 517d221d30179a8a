package hangari.image.oci;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What an image says of the boxes that are made of it. Source: OCI image specification, config.md, "config".
 *
 * @param user such as {@code 1000:1000} or {@code www-data}
 * @param exposedPorts such as {@code 80/tcp}; the values are empty
 * @param env such as {@code PATH=/bin}
 * @param entrypoint what is run, before the command
 * @param cmd the command, or the arguments of the entry point
 * @param volumes paths whose content is not part of the container; the values are empty
 * @param other keys that we do not know, kept; among them Docker's {@code Healthcheck}, {@code Shell}, {@code OnBuild}
 */
public record Settings(
        @JsonProperty("User") String user,
        @JsonProperty("ExposedPorts") Map<String, Map<String, Object>> exposedPorts,
        @JsonProperty("Env") List<String> env,
        @JsonProperty("Entrypoint") List<String> entrypoint,
        @JsonProperty("Cmd") List<String> cmd,
        @JsonProperty("Volumes") Map<String, Map<String, Object>> volumes,
        @JsonProperty("WorkingDir") String workingDir,
        @JsonProperty("Labels") Map<String, String> labels,
        @JsonProperty("StopSignal") String stopSignal,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> other) {
    /** Nothing is said. */
    public static final Settings NONE =
            new Settings("", Map.of(), List.of(), List.of(), List.of(), Map.of(), "", Map.of(), "", Map.of());

    public Settings {
        env = List.copyOf(env);
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        labels = Map.copyOf(labels);
    }

    /** The same with another command. */
    public Settings withCmd(List<String> command) {
        return new Settings(
                user, exposedPorts, env, entrypoint, command, volumes, workingDir, labels, stopSignal, other);
    }
}
