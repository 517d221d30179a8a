package hangari.cli;

import hangari.cli.image.ImagePull;
import hangari.cli.state.StateDirectory;
import hangari.cli.text.Json;
import hangari.image.oci.ImageReference;
import hangari.image.oci.Platform;
import hangari.image.registry.PullRequest;
import hangari.image.registry.PullResult;
import hangari.image.registry.Puller;
import hangari.image.registry.RegistrySettings;
import hangari.image.store.ImageStore;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Brings an image from a registry. */
@Command(
        name = "pull",
        description = {
            "Downloads an image from a registry.",
            "What was cut off is gone on with the next time. Logins are those of docker login. A mirror of Docker Hub is"
                    + " named by $HANGARI_MIRROR, or as in docker's daemon.json in registries.json in the state directory.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari pull busybox                     of Docker Hub, the latest",
            "  hangari pull localhost:5000/base:1       of a registry on this machine",
            "  hangari pull base@sha256:5891…           exactly this one",
            "  hangari pull --platform linux/arm64 busybox",
            "  hangari pull --offline busybox           is all of it here already?",
            "  HANGARI_MIRROR=http://teacher:5000 hangari pull busybox",
            "",
            "Exit status: 125: it could not be pulled; 130: it was interrupted, and can be gone on with.",
        })
final class PullCommand implements Callable<Integer> {
    @ParentCommand
    private Hangari hangari;

    @Parameters(paramLabel = "NAME[:TAG|@DIGEST]", description = "the image")
    private String name;

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "the kind of machine that it is for")
    private @Nullable String platform;

    @Option(names = "--offline", description = "ask no registry; say what is missing")
    private boolean offline;

    @Option(
            names = {"-q", "--quiet"},
            description = "print nothing but the image's name")
    private boolean quiet;

    @Option(names = "--json", description = "for programs: name, digest, manifest and whether anything was new")
    private boolean json;

    @Override
    public Integer call() {
        ImageReference image = ImageReference.parse(name);
        StateDirectory state = hangari.surroundings().state();
        RegistrySettings settings = RegistrySettings.read(state.registries(), System.getenv());
        ImageStore store = ImageStore.in(state.images(), state.layers());
        var puller = new Puller(store.blobs(), settings);
        Optional<Platform> machine = Optional.ofNullable(platform).map(Platform::parse);
        report(pull(store, puller, new PullRequest(image, machine, offline)));
        return ExitCode.OK;
    }

    private boolean isTerse() {
        return quiet || json;
    }

    private PullResult pull(ImageStore store, Puller puller, PullRequest request) {
        return isTerse()
                ? ImagePull.quietly(store, puller, request)
                : new ImagePull(store, hangari.console().err(), !hangari.isPlain()).pull(puller, request, name);
    }

    private void report(PullResult result) {
        Console console = hangari.console();
        if (json) {
            console.line(Json.line(Pulled.of(result)));
        } else if (quiet) {
            console.line(result.name().toString());
        } else {
            ImagePull.report(result, console.out());
            console.line(result.name().toString());
        }
    }

    /** What {@code --json} prints. */
    record Pulled(String name, String digest, String image, int layers, boolean changed) {
        static Pulled of(PullResult result) {
            return new Pulled(
                    result.name().toString(),
                    result.image().digest().toString(),
                    result.manifest().config().digest().toString(),
                    result.manifest().layers().size(),
                    result.changed());
        }
    }
}
