package hangari.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The links of a namespace at one moment, by index. */
public record Links(List<Link> links) {
    public Links {
        links = List.copyOf(links);
    }

    /** The link of this name. */
    public Optional<Link> find(String name) {
        return links.stream().filter(link -> link.name().equals(name)).findFirst();
    }

    /** The name of the link with this index; the index itself if there is none. */
    String name(int index) {
        return links.stream()
                .filter(link -> link.index() == index)
                .map(Link::name)
                .findFirst()
                .orElse("#" + index);
    }

    /** One link a line. */
    @Override
    public String toString() {
        Table table = new Table("INDEX", "NAME", "KIND", "SET", "STATE", "MTU", "ADDRESS", "MASTER", "PEER");
        for (Link link : links) {
            table.row(
                    link.index(),
                    link.name(),
                    link.kind(),
                    link.up() ? "up" : "down",
                    link.state(),
                    link.mtu(),
                    link.hardware(),
                    name(link.master()),
                    link.peerElsewhere() ? "#" + link.peer().orElse(0) + " elsewhere" : name(link.peer()));
        }
        return table.toString();
    }

    private String name(OptionalInt index) {
        return index.isPresent() ? name(index.getAsInt()) : "";
    }
}
