package hangari.cli.container;

import hangari.container.life.Supervisor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows all that is known of containers. */
@Command(
        name = "inspect",
        description = "Shows all that is known of containers, as JSON with the keys of docker.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari container inspect web",
            "  hangari container inspect -f '{{.State.Status}} {{.State.ExitCode}}' web",
        })
final class ContainerInspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private List<String> names = List.of();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "json|TEMPLATE",
            description = "a line for each, such as {{.State.Status}}, instead of JSON")
    private @Nullable String format;

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        List<Map<String, Object>> found = new ArrayList<>();
        Supervisor supervisor = desk.supervisor();
        int status = Status.ofEach(desk, names, name -> found.add(DetailsJson.of(supervisor.inspect(name))));
        DetailsJson.print(desk, found, Optional.ofNullable(format));
        return status;
    }
}
