package hangari.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on networks, as docker groups them. */
@Command(
        name = "network",
        description = "Handles the networks of containers.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  hangari network create class     containers in it find each other by name",
            "  hangari run -d --network class --name web base httpd -f",
            "  hangari network ls               the networks, and how many are in each",
            "  hangari network inspect class    its addresses, and who has which",
        })
final class NetworkCommand {
    /** With the commands below it. */
    static CommandLine commandLine() {
        return new CommandLine(new NetworkCommand())
                .addSubcommand(new NetworkCreateCommand())
                .addSubcommand(new NetworkInspectCommand())
                .addSubcommand(new NetworkListCommand())
                .addSubcommand(new NetworkPruneCommand())
                .addSubcommand(new NetworkRemoveCommand());
    }
}
