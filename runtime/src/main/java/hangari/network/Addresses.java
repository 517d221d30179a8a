package hangari.network;

import java.util.List;

/** The addresses of a namespace at one moment. */
public record Addresses(List<Address> addresses) {
    public Addresses {
        addresses = List.copyOf(addresses);
    }

    /** Those of one link. */
    public List<Prefix> of(String link) {
        return addresses.stream()
                .filter(address -> address.link().equals(link))
                .map(Address::prefix)
                .toList();
    }

    /** One address a line. */
    @Override
    public String toString() {
        Table table = new Table("LINK", "ADDRESS");
        addresses.forEach(address -> table.row(address.link(), address.prefix()));
        return table.toString();
    }
}
