package hangari.cli.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import hangari.network.attach.Attachment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code network inspect} prints, with the keys of docker. */
public record NetworkDetails(
        @JsonProperty("Name") String name,
        @JsonProperty("Driver") String driver,
        @JsonProperty("IPAM") Addresses addresses,
        @JsonProperty("Containers") Map<String, Endpoint> containers,
        @JsonProperty("Options") Map<String, String> options) {
    private static final String BRIDGE_NAME = "com.docker.network.bridge.name";

    public NetworkDetails {
        containers = Map.copyOf(containers);
        options = Map.copyOf(options);
    }

    /** Where its addresses come from. */
    public record Addresses(@JsonProperty("Config") List<Pool> config) {
        public Addresses {
            config = List.copyOf(config);
        }
    }

    /** A subnet and the bridge's own address in it. */
    public record Pool(
            @JsonProperty("Subnet") String subnet,
            @JsonProperty("Gateway") String gateway) {}

    /** A container's place in it. */
    public record Endpoint(
            @JsonProperty("Name") String name,
            @JsonProperty("IPv4Address") String address) {}

    /** The details of a network, with who is in it. */
    public static NetworkDetails of(NetworkRow row, List<Attachment> users) {
        Map<String, Endpoint> containers = new LinkedHashMap<>();
        users.forEach(user -> containers.put(user.id(), new Endpoint(user.name(), user.address())));
        List<Pool> pools = row.subnet().isEmpty() ? List.of() : List.of(new Pool(row.subnet(), row.gateway()));
        Map<String, String> options = row.bridge().isEmpty() ? Map.of() : Map.of(BRIDGE_NAME, row.bridge());
        return new NetworkDetails(row.name(), row.driver(), new Addresses(pools), containers, options);
    }
}
