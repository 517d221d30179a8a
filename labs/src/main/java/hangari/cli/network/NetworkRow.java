package hangari.cli.network;

import hangari.network.Prefix;
import hangari.network.attach.NetworkMode;
import hangari.network.attach.NetworkRecord;
import hangari.network.attach.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of {@code network ls}.
 *
 * @param driver docker's word for how it is made
 * @param subnet empty while it has none: the default network gets one when somebody first uses it
 * @param gateway the bridge's own address; empty without a subnet
 * @param bridge the name of its link on the host, which is there while somebody uses the network; or empty
 * @param containers how many containers are in it
 */
public record NetworkRow(String name, String driver, String subnet, String gateway, String bridge, int containers) {
    /** Docker's three that are there from the start, and those that somebody made; by name. */
    public static List<NetworkRow> all(Networks networks) {
        List<NetworkRecord> records = networks.list();
        List<NetworkRow> rows = new ArrayList<>();
        records.forEach(record -> rows.add(of(record, networks.users(record).size())));
        if (records.stream().noneMatch(record -> record.name().equals(NetworkMode.BRIDGE))) {
            rows.add(new NetworkRow(NetworkMode.BRIDGE, "bridge", "", "", "", 0));
        }
        Stream.of(new NetworkMode.OfHost(), new NetworkMode.None())
                .map(NetworkRow::builtIn)
                .forEach(rows::add);
        rows.sort(java.util.Comparator.comparing(NetworkRow::name));
        return rows;
    }

    private static NetworkRow builtIn(NetworkMode mode) {
        return new NetworkRow(mode.toString(), mode instanceof NetworkMode.None ? "null" : "host", "", "", "", 0);
    }

    private static NetworkRow of(NetworkRecord record, int containers) {
        return new NetworkRow(
                record.name(),
                "bridge",
                record.prefix().network().toString(),
                Prefix.text(record.gateway()),
                record.bridge(),
                containers);
    }
}
