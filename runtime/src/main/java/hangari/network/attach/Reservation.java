package hangari.network.attach;

import hangari.network.NetworkPlan;
import hangari.network.Place;
import java.util.List;
import java.util.Optional;

/**
 * What a container will have, before it is started: its address is leased and its ports are taken.
 *
 * <p>Printing it is the dry run, as {@code ip} and {@code nft} would be told it.
 *
 * @param attachment with the address, and the ports of the host that it got
 * @param files what the container is to see as {@code /etc/resolv.conf} and so on
 * @param cable its cable to a bridge, if it gets one
 * @param inside what is done in the container's namespace
 * @param rules the packet filter's table, as {@code nft -f} takes it; empty if there is none
 * @param program the program that carries its packets in user mode, with its arguments; empty if there is none
 * @param notes what will not work here, one line each
 */
public record Reservation(
        Attachment attachment,
        ContainerFiles files,
        Optional<Cable> cable,
        NetworkPlan inside,
        String rules,
        List<String> program,
        List<String> notes) {
    public Reservation {
        program = List.copyOf(program);
        notes = List.copyOf(notes);
    }

    /**
     * A cable whose one end is plugged in to a bridge.
     *
     * @param name that end's name; the other one is {@code eth0}
     */
    public record Cable(String name, String bridge) {
        /** What is done on the host's side, for a container that is there. */
        NetworkPlan plan(Place container) {
            return NetworkPlan.EMPTY
                    .veth(name, "eth0", container)
                    .enslave(name, bridge)
                    .up(name);
        }
    }

    /** The dry run. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        section(
                text,
                "# on the host",
                cable.map(end -> end.plan(Place.UNBORN).toString()).orElse(""));
        section(text, "# in the container", inside.toString());
        section(text, "# beside it", String.join(" ", program));
        section(text, "# nft -f -", rules.strip());
        return text.toString().stripTrailing();
    }

    private static void section(StringBuilder text, String head, String body) {
        if (!body.isEmpty()) {
            text.append(head).append('\n').append(body).append('\n');
        }
    }
}
