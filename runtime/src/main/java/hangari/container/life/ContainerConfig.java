package hangari.container.life;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of a container, in the terms of Docker's create request; what is empty is left to the image.
 *
 * <pre>{@code
 * var config = ContainerDraft.of("busybox").command("httpd", "-f").memory("64m").publish("8080:80").config();
 * }</pre>
 *
 * @param image as it was named, with the digest it had then where that is known: {@code busybox@sha256:…}
 * @param rootfs directories that stand in for an image, the lowest first
 * @param entrypoint what is run; empty for the image's own, an empty list for none
 * @param command arguments of the entrypoint, or what is run
 * @param env {@code NAME=VALUE}
 * @param user {@code USER[:GROUP]}, names or numbers
 * @param workdir where it begins
 * @param hostname what it calls its machine; else the first twelve digits of its id
 * @param terminal whether it has a terminal of its own ({@code -t})
 * @param openStdin whether something may be written to its standard input ({@code -i})
 * @param stdinOnce whether that input ends with the first who was attached
 * @param labels what others note of it
 * @param stopSignal what {@code stop} sends; else the image's, else SIGTERM
 * @param stopTimeout how many seconds {@code stop} waits; else 10
 * @param host what the host grants it
 */
public record ContainerConfig(
        String image,
        List<String> rootfs,
        Optional<List<String>> entrypoint,
        List<String> command,
        List<String> env,
        String user,
        String workdir,
        String hostname,
        boolean terminal,
        boolean openStdin,
        boolean stdinOnce,
        Map<String, String> labels,
        String stopSignal,
        OptionalInt stopTimeout,
        HostConfig host) {
    public ContainerConfig {
        rootfs = List.copyOf(rootfs);
        entrypoint = entrypoint.map(List::copyOf);
        command = List.copyOf(command);
        env = List.copyOf(env);
        labels = Map.copyOf(labels);
        if (image.isEmpty() == rootfs.isEmpty()) {
            throw new LifeException(
                    LifeException.Kind.BAD_REQUEST, "a container needs an image, or directories instead");
        }
    }
}
