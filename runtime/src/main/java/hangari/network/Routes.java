package hangari.network;

import java.util.List;

/** The routes of a namespace's main table at one moment. */
public record Routes(List<Route> routes) {
    public Routes {
        routes = List.copyOf(routes);
    }

    /** One route a line. */
    @Override
    public String toString() {
        Table table = new Table("DESTINATION", "GATEWAY", "LINK");
        for (Route route : routes) {
            table.row(route.destinationText(), route.gateway().map(Prefix::text).orElse(""), route.link());
        }
        return table.toString();
    }
}
