package hangari.cli;

import hangari.network.Prefix;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a network. */
@Command(
        name = "create",
        description = "Makes a network: a bridge of its own, whose containers find each other by name.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari network create class",
            "  hangari network create --subnet 10.9.0.0/24 class",
        })
final class NetworkCreateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NETWORK", description = "its name")
    private String name;

    @Option(names = "--subnet", paramLabel = "CIDR", description = "its addresses; else some that are free")
    private @Nullable String subnet;

    @Option(
            names = {"-d", "--driver"},
            paramLabel = "bridge",
            description = "as in docker; bridges are all there is")
    private String driver = "bridge";

    @Override
    public Integer call() {
        try (HostNetworks networks = HostNetworks.of(spec)) {
            if (!driver.equals("bridge")) {
                throw new CommandException(networks.say("network.driver", driver));
            }
            networks.networks().create(name, Optional.ofNullable(subnet).map(Prefix::of));
            networks.console().line(name);
        }
        return ExitCode.OK;
    }
}
