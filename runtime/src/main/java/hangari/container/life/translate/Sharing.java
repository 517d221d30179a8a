package hangari.container.life.translate;

import hangari.container.Sysctl;
import hangari.container.life.ContainerConfig;
import hangari.container.life.HostConfig;
import hangari.linux.Credentials;
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
 * @param withoutMemory whether it has no {@code /dev/shm}
 * @param shifted whether its users are none of the host's, though root runs it
 */
public record Sharing(
        Set<Namespace> own,
        Map<Namespace, String> joined,
        Optional<String> hostname,
        Map<String, String> sysctls,
        boolean withoutMemory,
        boolean shifted) {
    // gethostname(2), HOST_NAME_MAX: 64. It is written into /etc/hosts as well, so it is a name and nothing else.
    private static final Pattern HOSTNAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,63}");

    // docker-run(1), --ipc: "shareable" is one of its own that others may join, "none" one without /dev/shm.
    private static final Set<String> IPC = Set.of("shareable", "none");
    private static final String CONTAINER = "container:";

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
        mode(own, joined, Namespace.PID, "--pid", host.pidMode());
        mode(own, joined, Namespace.IPC, "--ipc", host.ipcMode());
        mode(own, joined, Namespace.UTS, "--uts", host.utsMode());
        mustBeReachable(own, joined);
        return new Sharing(
                own,
                joined,
                hostname(config, own, joined),
                sysctls(host, own),
                host.ipcMode().equals("none"),
                Users.shifted(host, network, !joined.isEmpty()));
    }

    private static void mode(
            Set<Namespace> own, Map<Namespace, String> joined, Namespace namespace, String flag, String mode) {
        boolean memory = namespace == Namespace.IPC;
        if (mode.isEmpty() || mode.equals("private") || (memory && IPC.contains(mode))) {
            return;
        }
        boolean joins = namespace != Namespace.UTS && mode.startsWith(CONTAINER);
        if (!mode.equals("host") && !joins) {
            throw Objection.to(flag, mode, remedy(namespace));
        }
        own.remove(namespace);
        if (joins) {
            String name = mode.substring(CONTAINER.length());
            if (!Connection.CONTAINER.matcher(name).matches()) {
                throw Objection.to(flag, mode, "write it as container:NAME, or container:ID");
            }
            joined.put(namespace, name);
        }
    }

    /**
     * Nobody without root may look into one that is seen by another container's processes while it starts, not even we:
     * so we cannot come to a network of its own.
     */
    private static void mustBeReachable(Set<Namespace> own, Map<Namespace, String> joined) {
        String other = joined.get(Namespace.PID);
        if (other != null && own.contains(Namespace.NET) && !Credentials.canAdministrate()) {
            throw Objection.to(
                    "--pid",
                    CONTAINER + other,
                    "without root it has the network of that container too: add --network container:" + other);
        }
    }

    private static String remedy(Namespace namespace) {
        return switch (namespace) {
            case UTS -> "use host, or leave it out for one of its own";
            case IPC -> "use private, shareable, none, host or container:NAME";
            default -> "use host or container:NAME, or leave it out for one of its own";
        };
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
