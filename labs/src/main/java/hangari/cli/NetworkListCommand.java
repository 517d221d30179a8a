package hangari.cli;

import hangari.cli.network.NetworkRow;
import hangari.cli.text.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the networks. */
@Command(
        name = "ls",
        aliases = "list",
        description = "Lists the networks.  The default one gets its subnet when a container first uses it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari network ls",
            "  hangari network ls --json | jq '.[].subnet'",
        })
final class NetworkListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-q", "--quiet"},
            description = "show names alone")
    private boolean quiet;

    @Option(names = "--json", description = "for programs: a list of name, driver, subnet, gateway, bridge, containers")
    private boolean json;

    @Override
    public Integer call() {
        try (HostNetworks networks = HostNetworks.of(spec)) {
            List<NetworkRow> rows = networks.rows();
            if (json) {
                networks.json(rows);
            } else if (quiet) {
                rows.forEach(row -> networks.console().line(row.name()));
            } else {
                table(rows).lines().forEach(networks.console()::line);
            }
        }
        return ExitCode.OK;
    }

    private static Table table(List<NetworkRow> rows) {
        Table table = new Table("NAME", "DRIVER", "SUBNET", "GATEWAY", "CONTAINERS");
        rows.forEach(row -> table.row(
                List.of(row.name(), row.driver(), row.subnet(), row.gateway(), Integer.toString(row.containers()))));
        return table;
    }
}
