package hangari.cli;

import hangari.cli.text.Size;
import hangari.image.oci.StoredImage;
import hangari.image.store.ImageStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes the images that nobody needs. */
@Command(
        name = "prune",
        description = "Removes images without a name, and every blob and unpacked layer that no image needs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari image prune",
            "  hangari image prune -a -f   every image that no container uses, without asking",
        })
final class PruneCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-a", "--all"},
            description = "named images too, if no container uses them")
    private boolean all;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public Integer call() throws IOException {
        Images images = Images.of(spec);
        if (!confirmation.isGiven(images.hangari(), all ? "image.prune.all" : "image.prune.dangling")) {
            return ExitCode.OK;
        }
        Set<String> used = images.users().keySet();
        List<String> removed = new ArrayList<>();
        for (StoredImage image : images.all()) {
            if ((all || image.names().isEmpty()) && !used.contains(image.id().toString())) {
                removed.addAll(ImageRemoval.all(images, image));
            }
        }
        long bytes = images.collect().map(ImageStore.Collected::bytes).orElse(0L);
        if (!removed.isEmpty()) {
            images.console().line("Deleted Images:");
            removed.forEach(images.console()::line);
            images.console().line("");
        }
        images.console().line("Total reclaimed space: " + Size.of(bytes));
        return ExitCode.OK;
    }
}
