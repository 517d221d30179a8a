package hangari.container.life.translate;

import hangari.container.life.HostConfig;
import hangari.network.Prefix;
import hangari.network.attach.ContainerFiles;
import hangari.network.attach.NetworkMode;
import hangari.network.dns.Resolvers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a container finds addresses for names, where that is not as its network says.
 *
 * @param hosts lines for {@code /etc/hosts}
 * @param servers who is asked; nobody if it is left to the network
 * @param search domains in which names are looked up, if that was said
 * @param options of {@code resolv.conf(5)}, if some were said
 */
public record NameService(List<String> hosts, List<InetAddress> servers, List<String> search, List<String> options) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,253}");
    private static final Pattern DOMAIN = Pattern.compile("[.]|[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,253}");
    private static final Pattern OPTION = Pattern.compile("[a-z0-9-]{1,40}(:[0-9]{1,5})?");
    // resolv.conf(5): "Up to MAXNS (currently 3 …) name servers may be listed"
    private static final int MOST_SERVERS = 3;

    public NameService {
        hosts = List.copyOf(hosts);
        servers = List.copyOf(servers);
        search = List.copyOf(search);
        options = List.copyOf(options);
    }

    static NameService of(HostConfig host, NetworkMode mode) {
        NameService said = new NameService(
                Words.few("hosts", host.extraHosts()).stream()
                        .map(NameService::line)
                        .toList(),
                Words.few("name servers", host.dns()).stream()
                        .map(server -> Objection.orElse(() -> Prefix.address(server)))
                        .toList(),
                matching("search domain", DOMAIN, host.dnsSearch()),
                matching("option of resolv.conf", OPTION, host.dnsOptions()));
        if (said.servers.size() > MOST_SERVERS) {
            throw Objection.of(said.servers.size() + " name servers: three are asked at most, so name no more");
        }
        if (mode instanceof NetworkMode.OfContainer && !said.isEmpty()) {
            throw Objection.of(
                    "--network " + mode + " comes with that container's names: leave --add-host and --dns out");
        }
        return said;
    }

    private boolean isEmpty() {
        return hosts.isEmpty() && asTheNetworkSays();
    }

    private boolean asTheNetworkSays() {
        return servers.isEmpty() && search.isEmpty() && options.isEmpty();
    }

    /** docker-run(1), --add-host: {@code NAME:ADDRESS} or {@code NAME=ADDRESS}, the address perhaps in brackets. */
    private static String line(String text) {
        String[] pair = text.split("[:=]", 2);
        if (pair.length < 2 || !NAME.matcher(pair[0]).matches()) {
            throw Objection.to("host", text, "write it as NAME:ADDRESS, such as db:10.0.0.5");
        }
        if (pair[1].equals("host-gateway")) {
            throw Objection.to("host", text, "write the address itself; hangari network inspect tells the gateway");
        }
        String address = pair[1].replaceAll("^\\[(.*)]$", "$1");
        return Prefix.text(Objection.orElse(() -> Prefix.address(address))) + "\t" + pair[0];
    }

    private static List<String> matching(String what, Pattern form, List<String> words) {
        for (String word : Words.few(what + "s", words)) {
            if (!form.matcher(word).matches()) {
                throw Objection.to(what, word, "it is a single word of letters and figures");
            }
        }
        return words;
    }

    /** The files of its network, as they are for it. */
    public ContainerFiles in(ContainerFiles files) {
        StringBuilder text = new StringBuilder(files.hosts());
        hosts.forEach(line -> text.append(line).append('\n'));
        return new ContainerFiles(resolvConf(files.resolvConf()), text.toString(), files.hostname());
    }

    private String resolvConf(String networks) {
        if (asTheNetworkSays()) {
            return networks;
        }
        Resolvers said = Resolvers.parse(networks);
        return new Resolvers(servers.isEmpty() ? said.servers() : servers, rest(said)).toString();
    }

    private List<String> rest(Resolvers said) {
        List<String> rest = new ArrayList<>();
        for (String line : said.rest()) {
            boolean isOptions = line.startsWith("options");
            if (isOptions ? options.isEmpty() : search.isEmpty()) {
                rest.add(line);
            }
        }
        // docker-run(1), --dns-search: "Use --dns-search=. if you don't wish to set the search domain"
        if (!search.isEmpty() && !search.equals(List.of("."))) {
            rest.add("search " + String.join(" ", search));
        }
        if (!options.isEmpty()) {
            rest.add("options " + String.join(" ", options));
        }
        return rest;
    }
}
