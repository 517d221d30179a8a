package hangari.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Removes the networks that nobody uses. */
@Command(
        name = "prune",
        description = "Removes the networks that somebody made and no container is in.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  hangari network prune", "  hangari network prune -f   without asking"})
final class NetworkPruneCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public Integer call() throws IOException {
        try (HostNetworks networks = HostNetworks.of(spec)) {
            if (!confirmation.isGiven(networks.hangari(), "network.prune")) {
                return ExitCode.OK;
            }
            List<String> removed = new ArrayList<>();
            int exit = networks.forEach(networks.unused(), name -> {
                networks.networks().remove(name);
                removed.add(name);
            });
            if (!removed.isEmpty()) {
                networks.console().line("Deleted Networks:");
                removed.forEach(networks.console()::line);
            }
            return exit;
        }
    }
}
