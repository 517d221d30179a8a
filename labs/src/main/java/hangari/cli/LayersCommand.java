package hangari.cli;

import hangari.cli.image.ChangeTree;
import hangari.cli.text.Size;
import hangari.image.LayerChange;
import hangari.image.archive.LayerHistory;
import hangari.image.oci.StoredImage;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what each layer of an image changes. */
@Command(
        name = "layers",
        description = {
            "Shows what each layer of an image changes: A added, C changed (copied up), D deleted (a whiteout).",
            "Read from the packed layers; sizes are those of the files.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari layers base:1",
            "  hangari layers --depth 9 base:1   with every file",
            "  hangari layers --json base:1",
        })
final class LayersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IMAGE", description = "a name or an id")
    private String image;

    @Option(names = "--depth", paramLabel = "N", description = "how many levels of directories; else 2")
    private int depth = 2;

    @Option(names = "--json", description = "for programs: each layer with its changes")
    private boolean json;

    @Override
    public Integer call() {
        Images images = Images.of(spec);
        StoredImage found = images.catalogue().find(image);
        List<LayerHistory.Step> steps = new LayerHistory(images.store()).of(found);
        if (json) {
            images.json(steps.stream().map(Layer::of).toList());
            return ExitCode.OK;
        }
        for (int i = 0; i < steps.size(); i++) {
            show(images.console(), steps.get(i), (i + 1) + "/" + steps.size());
        }
        return ExitCode.OK;
    }

    private void show(Console console, LayerHistory.Step step, String number) {
        String by = step.createdBy().replaceAll("\\p{Cntrl}+", " ");
        console.line(("layer " + number + "  " + step.diffId().abbreviated() + "  "
                        + Size.of(step.changes().bytes()) + "  ("
                        + Size.of(step.blob().size()) + " packed)  " + by)
                .stripTrailing());
        ChangeTree.lines(step.changes(), depth).forEach(console::line);
    }

    /** What {@code --json} prints of a layer. */
    record Layer(String diffId, String digest, long size, long packed, String createdBy, List<Change> changes) {
        static Layer of(LayerHistory.Step step) {
            return new Layer(
                    step.diffId().toString(),
                    step.blob().digest().toString(),
                    step.changes().bytes(),
                    step.blob().size(),
                    step.createdBy(),
                    step.changes().changes().stream().map(Change::of).toList());
        }
    }

    /** What {@code --json} prints of a change. */
    record Change(String kind, String path) {
        static Change of(LayerChange change) {
            return new Change(String.valueOf(change.letter()), change.path());
        }
    }
}
