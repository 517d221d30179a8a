package hangari.cli;

import hangari.cli.image.HistoryTable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how an image came to be. */
@Command(
        name = "history",
        description =
                "Shows how an image came to be, the last step first.  SIZE is what a layer takes in the store, packed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari history base:1",
            "  hangari history --no-trunc base:1   every command whole",
        })
final class HistoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IMAGE", description = "a name or an id")
    private String image;

    @Option(names = "--no-trunc", description = "show ids and commands whole")
    private boolean whole;

    @Option(
            names = {"-q", "--quiet"},
            description = "show ids alone")
    private boolean quiet;

    @Option(names = "--json", description = "for programs: a list of id, created, createdBy, size, comment")
    private boolean json;

    @Override
    public Integer call() {
        Images images = Images.of(spec);
        List<HistoryTable.Row> rows = HistoryTable.rows(images.catalogue().find(image));
        if (json) {
            images.json(rows);
        } else if (quiet) {
            rows.forEach(row -> images.console().line(HistoryTable.id(row, whole)));
        } else {
            HistoryTable.lines(rows, whole, Instant.now()).forEach(images.console()::line);
        }
        return ExitCode.OK;
    }
}
