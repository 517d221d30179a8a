package hangari.cli;

import hangari.cli.image.ImageFilter;
import hangari.cli.image.ImageRows;
import hangari.image.oci.StoredImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the images. */
@Command(
        name = "images",
        description =
                "Lists the images.  SIZE is what an image takes in the store, packed; shared layers count for each.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari images",
            "  hangari images 'local/*'                   those of these repositories",
            "  hangari images --filter dangling=true -q   the ids of those without a name",
            "  hangari images --json | jq '.[].tag'",
        })
final class ImagesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "REPOSITORY[:TAG]", description = "only these; * stands for anything")
    private @Nullable String only;

    @Option(
            names = {"-a", "--all"},
            description = "as in docker; there are no images in between to be shown")
    @SuppressWarnings("UnusedVariable") // taken for the sake of scripts that were written for docker
    private boolean all;

    @Option(names = "--digests", description = "show the digest by which a registry knows it")
    private boolean digests;

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "FILTER",
            description = "dangling=true, reference=PATTERN, label=KEY[=VALUE]")
    private List<String> filters = List.of();

    @Option(names = "--no-trunc", description = "show ids whole")
    private boolean whole;

    @Option(
            names = {"-q", "--quiet"},
            description = "show ids alone")
    private boolean quiet;

    @Option(names = "--json", description = "for programs: a list of repository, tag, id, digest, created, size")
    private boolean json;

    @Override
    public Integer call() {
        List<Predicate<ImageRows.Row>> conditions =
                new ArrayList<>(filters.stream().map(ImageFilter::parse).toList());
        if (only != null) {
            conditions.add(ImageFilter.reference(only));
        }
        Images images = Images.of(spec);
        List<ImageRows.Row> rows = ImageRows.of(images.all(), conditions);
        if (json) {
            images.json(rows.stream().map(Listed::of).toList());
        } else if (quiet) {
            rows.stream().map(row -> ImageRows.id(row, whole)).distinct().forEach(images.console()::line);
        } else {
            ImageRows.lines(rows, digests, whole, Instant.now()).forEach(images.console()::line);
        }
        return ExitCode.OK;
    }

    /** What {@code --json} prints. */
    record Listed(String repository, String tag, String id, String digest, String created, long size) {
        static Listed of(ImageRows.Row row) {
            StoredImage image = row.image();
            return new Listed(
                    row.repository(),
                    row.tag(),
                    image.id().toString(),
                    image.entry().digest().toString(),
                    image.config().created().map(Instant::toString).orElse(""),
                    image.bytes());
        }
    }
}
