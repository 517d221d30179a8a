package hangari.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** All commands that a user can see. */
final class CommandTree {
    private CommandTree() {}

    static List<CommandLine> visible(CommandLine command) {
        List<CommandLine> found = new ArrayList<>();
        if (!command.getCommandSpec().usageMessage().hidden()) {
            found.add(command);
            command.getSubcommands().values().forEach(child -> found.addAll(visible(child)));
        }
        return found;
    }
}
