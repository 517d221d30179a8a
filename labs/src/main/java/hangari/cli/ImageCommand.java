package hangari.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands on images, as docker groups them; most of them stand below {@code hangari} too. */
@Command(
        name = "image",
        description = "Handles images.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  hangari image ls                            the images",
            "  hangari image prune                         remove what nobody needs",
            "  hangari image pack -o class.hangari base:1  for a class without network",
        })
final class ImageCommand {
    /** With the commands below it; two of them have shorter names here. */
    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new ImageCommand());
        command.addSubcommand(new HistoryCommand())
                .addSubcommand(new ImportCommand())
                .addSubcommand(new InspectCommand())
                .addSubcommand(new LayersCommand())
                .addSubcommand(new LoadCommand())
                .addSubcommand(named("ls", new ImagesCommand()))
                .addSubcommand(new PackCommand())
                .addSubcommand(new PruneCommand())
                .addSubcommand(named("rm", new RmiCommand()))
                .addSubcommand(new SaveCommand())
                .addSubcommand(new TagCommand());
        return command;
    }

    private static CommandLine named(String name, Object command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().name(name);
        return line;
    }
}
