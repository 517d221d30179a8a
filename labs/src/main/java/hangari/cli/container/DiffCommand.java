package hangari.cli.container;

import hangari.cli.text.Json;
import hangari.container.files.ContainerChanges;
import hangari.image.LayerChange;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what a container has changed of its image. */
@Command(
        name = "diff",
        description = {
            "Lists what a container has changed of its image: A added, C changed, D deleted.",
            "What is in volumes and in other mounts is not part of it.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari diff web",
            "  hangari diff --json web",
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONTAINER", description = "a name, an id, or the beginning of one")
    private String name;

    @Option(names = "--json", description = "for programs: a list of objects with kind and path")
    private boolean json;

    /** What {@code --json} prints of a change. */
    record Change(String kind, String path) {
        static Change of(LayerChange change) {
            return new Change(String.valueOf(change.letter()), change.path());
        }
    }

    @Override
    public Integer call() {
        Desk desk = Desk.of(spec);
        return Status.of(desk, () -> {
            List<Change> changes = ContainerChanges.of(desk.supervisor().inspect(name)).changes().stream()
                    .map(Change::of)
                    .toList();
            if (json) {
                desk.out().println(Json.pretty(changes));
            } else {
                changes.forEach(change -> desk.out().println(change.kind() + " " + change.path()));
            }
            return Status.OK;
        });
    }
}
