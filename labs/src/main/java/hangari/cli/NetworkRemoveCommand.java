package hangari.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes networks. */
@Command(
        name = "rm",
        aliases = "remove",
        description = "Removes networks that no container is in.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  hangari network rm class"})
final class NetworkRemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NETWORK", description = "a name")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        try (HostNetworks networks = HostNetworks.of(spec)) {
            return networks.forEach(names, name -> {
                networks.networks().remove(name);
                networks.console().line(name);
            });
        }
    }
}
