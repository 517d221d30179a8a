package hangari.container.life.translate;

import hangari.container.Sysctl;
import hangari.container.life.ContainerConfig;
import hangari.container.life.HostConfig;
import hangari.linux.Namespace;
import hangari.network.attach.NetworkMode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a container has of its own, and what it shares.
 *
 * @param own the namespaces that are its own; what is missing is the host's, or another container's
 * @param joined whose namespaces it has instead, each by the name or id that was asked for
 * @param hostname what it calls its machine, if that was said
 * @param sysctls kernel parameters of its own namespaces
 * @param shifted whether its users are none of the host's, though root runs it
 */
public record Sharing(
        Set<Namespace> own,
        Map<Namespace, String> joined,
        Optional<String> hostname,
        Map<String, String> sysctls,
        boolean shifted) {
    // gethostname(2), HOST_NAME_MAX: 64. It is written into /etc/hosts as well, so it is a name and nothing else.
    private static final Pattern HOSTNAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,63}");

    public Sharing {
        own = Set.copyOf(own);
        joined = Map.copyOf(joined);
        sysctls = Map.copyOf(sysctls);
    }

    static Sharing of(ContainerConfig config, NetworkMode network) {
        HostConfig host = config.host();
        Set<Namespace> own = EnumSet.copyOf(Namespace.ALL);
        Map<Namespace, String> joined = new TreeMap<>();
        if (!network.ownNamespace()) {
            own.remove(Namespace.NET);
        }
        if (network instanceof NetworkMode.OfContainer other) {
            joined.put(Namespace.NET, other.id());
        }
        mode(own, Namespace.PID, "--pid", host.pidMode());
        mode(own, Namespace.IPC, "--ipc", host.ipcMode());
        mode(own, Namespace.UTS, "--uts", host.utsMode());
        return new Sharing(
                own, joined, hostname(config, own, joined), sysctls(host, own), Users.shifted(host, network));
    }

    private static void mode(Set<Namespace> own, Namespace namespace, String flag, String mode) {
        switch (mode) {
            case "", "private" -> {}
            case "host" -> own.remove(namespace);
            default ->
                throw Objection.to(
                        flag,
                        mode,
                        mode.startsWith("container:")
                                ? "the namespace of another container cannot be joined here yet: use host, or leave it out"
                                : "use host, or leave it out for one of its own");
        }
    }

    private static Optional<String> hostname(
            ContainerConfig config, Set<Namespace> own, Map<Namespace, String> joined) {
        String name = config.hostname();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!HOSTNAME.matcher(name).matches()) {
            throw Objection.to("hostname", name, "use letters, figures, '_', '.' and '-', at most 64");
        }
        if (!own.contains(Namespace.UTS)) {
            throw Objection.to("hostname", name, "with --uts host it would be the host's: leave one of them out");
        }
        if (joined.containsKey(Namespace.NET)) {
            throw Objection.to(
                    "hostname", name, "with --network container: it has that container's: leave one of them out");
        }
        return Optional.of(name);
    }

    private static Map<String, String> sysctls(HostConfig host, Set<Namespace> own) {
        Map<String, String> sysctls = new TreeMap<>();
        host.sysctls().forEach((name, value) -> {
            Objection.orElse(() -> Sysctl.path(name, own));
            sysctls.put(name, Words.plain("sysctl " + name, value));
        });
        return sysctls;
    }
}
