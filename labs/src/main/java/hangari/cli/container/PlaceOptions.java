package hangari.cli.container;

import hangari.container.life.ContainerDraft;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what a container finds around it: files and a network. */
final class PlaceOptions {
    @Option(
            names = {"-v", "--volume"},
            paramLabel = "SOURCE:TARGET[:ro]",
            description = "a directory of the host, or a volume by its name")
    private List<String> volumes = List.of();

    @Option(
            names = "--mount",
            paramLabel = "KEY=VALUE,…",
            description = "type=bind|volume|tmpfs,source=…,target=…[,readonly]")
    private List<String> mounts = List.of();

    @Option(names = "--tmpfs", paramLabel = "TARGET[:OPTIONS]", description = "a directory in memory")
    private List<String> tmpfs = List.of();

    @Option(
            names = {"--network", "--net"},
            paramLabel = "NAME",
            description = "bridge, none, host, container:NAME")
    private Optional<String> network = Optional.empty();

    @Option(
            names = {"--network-alias", "--net-alias"},
            paramLabel = "NAME",
            description = "a further name in its network")
    private List<String> aliases = List.of();

    @Option(
            names = {"-p", "--publish"},
            paramLabel = "[[IP:]PORT:]PORT[/udp]",
            description = "a port of the host that leads to one of its own")
    private List<String> ports = List.of();

    @Option(names = "--add-host", paramLabel = "NAME:ADDRESS", description = "a line more in its /etc/hosts")
    private List<String> hosts = List.of();

    @Option(names = "--dns", paramLabel = "ADDRESS", description = "who answers for names")
    private List<String> dns = List.of();

    @Option(names = "--dns-search", paramLabel = "DOMAIN", description = "a domain in which names are looked up")
    private List<String> dnsSearch = List.of();

    @Option(
            names = {"--dns-option", "--dns-opt"},
            paramLabel = "OPTION",
            description = "an option of resolv.conf(5)")
    private List<String> dnsOptions = List.of();

    @Option(names = "--shm-size", paramLabel = "SIZE", description = "how large /dev/shm becomes; else 64m")
    private String shmSize = "";

    @Option(
            names = {"-P", "--publish-all"},
            description = "publish what its image exposes, on ports that are free")
    private boolean publishAll;

    /**
     * Writes it down.
     *
     * @param exposed the ports that the image exposes, such as {@code 80/tcp}
     */
    void apply(ContainerDraft draft, List<String> exposed) {
        volumes.forEach(draft::volume);
        mounts.forEach(mount -> MountFlag.parse(mount).apply(draft));
        tmpfs.forEach(draft::tmpfs);
        network.ifPresent(draft::network);
        aliases.forEach(draft::alias);
        ports.forEach(draft::publish);
        hosts.forEach(draft::addHost);
        dns.forEach(draft::dns);
        dnsSearch.forEach(draft::dnsSearch);
        dnsOptions.forEach(draft::dnsOption);
        draft.shmSize(shmSize);
        if (publishAll) {
            exposed.stream().sorted().forEach(draft::publish);
        }
    }
}
