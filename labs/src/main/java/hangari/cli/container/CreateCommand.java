package hangari.cli.container;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a container without starting it. */
@Command(
        name = "create",
        description = "Makes a container without starting it, and prints its id.",
        customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS] IMAGE [COMMAND] [ARG…]",
        footer = {
            "",
            "Examples:",
            "  hangari create --name web -p 8080:80 nginx",
            "  hangari start web",
        })
final class CreateCommand extends LongHelp implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final Creation creation = new Creation();

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.ofProgram(desk, () -> {
            desk.out().println(creation.create(desk, false));
            return Status.OK;
        });
    }
}
