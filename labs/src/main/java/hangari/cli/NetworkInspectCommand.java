package hangari.cli;

import hangari.cli.network.NetworkDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows all that is known of networks. */
@Command(
        name = "inspect",
        description = "Shows all that is known of networks, as JSON with the keys of docker.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari network inspect bridge",
            "  hangari network inspect class | jq '.[0].Containers'",
        })
final class NetworkInspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NETWORK", description = "a name")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        try (HostNetworks networks = HostNetworks.of(spec)) {
            List<NetworkDetails> found = new ArrayList<>();
            int exit = networks.forEach(names, name -> found.add(networks.details(name)));
            networks.json(found);
            return exit;
        }
    }
}
