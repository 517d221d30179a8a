package hangari.network.attach;

import hangari.network.Prefix;
import hangari.network.port.PortMapping;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The packet filter's table for all networks in use, as {@code nft -f} takes it. Source: {@code nft(8)}.
 *
 * <p>It is written from the ledger and replaced as a whole: nft(8), "all commands of a file are … atomic".
 *
 * @param table its name
 */
record Rules(String table, List<NetworkRecord> networks, List<Attachment> attachments) {
    Rules {
        networks = List.copyOf(networks);
        attachments = List.copyOf(attachments);
    }

    /** Puts the new table in the place of the old one. A table is added first, for deleting what is not there fails. */
    String text() {
        String away = "add table ip " + table + "\ndelete table ip " + table + "\n";
        return networks.isEmpty() ? away : away + body();
    }

    private String body() {
        List<String> lines = new ArrayList<>();
        lines.add("table ip " + table + " {");
        chain(lines, "prerouting", "type nat hook prerouting priority dstnat", ports("iifname != "));
        // The host's own packets never come in by a link. 127.0.0.0/8 is the proxy's: such packets go nowhere else.
        chain(lines, "output", "type nat hook output priority -100", ports("ip daddr != 127.0.0.0/8 oifname != "));
        chain(lines, "postrouting", "type nat hook postrouting priority srcnat", masquerade());
        chain(lines, "forward", "type filter hook forward priority filter", forward());
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    private static void chain(List<String> lines, String name, String hook, List<String> rules) {
        lines.add("  chain " + name + " {");
        lines.add("    " + hook + "; policy accept;");
        rules.forEach(rule -> lines.add("    " + rule));
        lines.add("  }");
    }

    /** Published ports. Who comes from the bridge itself is left to the proxy: the answer would take another way. */
    private List<String> ports(String notFrom) {
        List<String> rules = new ArrayList<>();
        for (Attachment attachment : attachments) {
            attachment.ip().ifPresent(ip -> {
                for (PortMapping port : attachment.mappings()) {
                    if (port.host().map(Rules::isOfRules).orElse(true)) {
                        rules.add(notFrom + quoted(bridge(attachment)) + " " + port(port, ip));
                    }
                }
            });
        }
        return rules;
    }

    private static boolean isOfRules(InetAddress host) {
        return host.getAddress().length == 4 && !host.isLoopbackAddress();
    }

    private static String port(PortMapping port, InetAddress ip) {
        String to = port.host()
                .filter(host -> !host.isAnyLocalAddress())
                .map(host -> "ip daddr " + Prefix.text(host))
                .orElse("fib daddr type local");
        return to + " " + port.protocol() + " dport " + port.hostPort() + " dnat to " + Prefix.text(ip) + ":"
                + port.containerPort();
    }

    private String bridge(Attachment attachment) {
        return networks.stream()
                .filter(network -> network.name().equals(attachment.network()))
                .map(NetworkRecord::bridge)
                .findFirst()
                .orElse("");
    }

    private List<String> masquerade() {
        return networks.stream()
                .map(network -> "ip saddr " + network.prefix().network() + " oifname != " + quoted(network.bridge())
                        + " masquerade")
                .toList();
    }

    /** Into a network come answers, what was sent to a published port, and its own; out of it goes all. */
    private List<String> forward() {
        List<String> rules = new ArrayList<>();
        for (NetworkRecord network : networks) {
            String bridge = quoted(network.bridge());
            rules.add("oifname " + bridge + " ct state established,related accept");
            rules.add("oifname " + bridge + " ct status dnat accept");
            rules.add("oifname " + bridge + " iifname " + bridge + " accept");
            rules.add("oifname " + bridge + " drop");
        }
        networks.forEach(network -> rules.add("iifname " + quoted(network.bridge()) + " accept"));
        return rules;
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
