package hangari.image.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import hangari.image.ImageException;
import hangari.image.oci.OciJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What this machine's owner says of registries.
 *
 * <p>It stands in a file with the keys of Docker's {@code daemon.json}, or in the environment, which comes first:
 *
 * <pre>{@code
 * {"registry-mirrors": ["http://teacher:5000"], "insecure-registries": ["lab:5000"]}
 * HANGARI_MIRROR=http://teacher:5000
 * HANGARI_INSECURE=lab:5000
 * }</pre>
 *
 * @param mirrors are asked before Docker Hub, in this order; the other registries have none, as in Docker
 * @param insecure hosts, each with its port if it has one, that are spoken to in plain http; this machine always is
 * @param dockerConfig the file in which {@code docker login} writes; it is read only
 */
public record RegistrySettings(List<Endpoint> mirrors, List<String> insecure, Path dockerConfig, Limits limits) {
    private static final int LIMIT = 64 * 1024;

    public RegistrySettings {
        mirrors = List.copyOf(mirrors);
        insecure = List.copyOf(insecure);
    }

    /** The keys of the file. */
    private record Written(
            @JsonProperty("registry-mirrors") List<String> mirrors,

            @JsonProperty("insecure-registries") List<String> insecure) {}

    /** No mirrors, and https for every other machine. */
    public static RegistrySettings plain(Path dockerConfig) {
        return new RegistrySettings(List.of(), List.of(), dockerConfig, Limits.PATIENT);
    }

    /**
     * What is written down.
     *
     * @param file may be missing
     * @throws ImageException if something is written that cannot be understood
     */
    public static RegistrySettings read(Path file, Map<String, String> environment) {
        Written written = read(file);
        List<String> mirrors = words(environment.getOrDefault("HANGARI_MIRROR", ""));
        List<String> insecure = new ArrayList<>(words(environment.getOrDefault("HANGARI_INSECURE", "")));
        insecure.addAll(written.insecure());
        return new RegistrySettings(
                (mirrors.isEmpty() ? written.mirrors() : mirrors)
                        .stream().map(Endpoint::parse).toList(),
                insecure,
                dockerConfig(environment),
                Limits.PATIENT);
    }

    private static Written read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return OciJson.read(content.readNBytes(LIMIT + 1), Written.class, "file " + file, LIMIT);
        } catch (NoSuchFileException e) {
            return new Written(List.of(), List.of());
        } catch (IOException e) {
            throw ImageException.of("read " + file, file, e);
        }
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
    }

    // docker(1): DOCKER_CONFIG is "the location of your client configuration files"
    private static Path dockerConfig(Map<String, String> environment) {
        String directory = environment.getOrDefault("DOCKER_CONFIG", "");
        String home = environment.getOrDefault("HOME", "/");
        return directory.isEmpty() ? Path.of(home, ".docker", "config.json") : Path.of(directory, "config.json");
    }

    /** Whether a host, with its port if it has one, may be spoken to in plain http. */
    boolean isPlain(String host) {
        return Loopback.is(withoutPort(host)) || insecure.stream().anyMatch(host::equalsIgnoreCase);
    }

    /** Whether http may be spoken at this address: with this machine, where it was allowed, or with a mirror of http. */
    boolean mayBePlain(URI uri) {
        return isPlain(uri.getRawAuthority())
                || mirrors.stream().anyMatch(mirror -> Endpoint.isSameOrigin(mirror.base(), uri));
    }

    private static String withoutPort(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
    }
}
