package hangari.cli;

import hangari.cli.compare.Bars;
import hangari.cli.compare.ComparisonJson;
import hangari.cli.compare.ComparisonTable;
import hangari.cli.compare.Drawing;
import hangari.cli.compare.Speech;
import hangari.cli.state.SessionDirectory;
import hangari.cli.state.StateDirectory;
import hangari.cli.text.Json;
import hangari.compare.Comparing;
import hangari.compare.Comparison;
import hangari.compare.Directories;
import hangari.compare.Place;
import hangari.compare.Subject;
import hangari.image.RootPlanner;
import hangari.image.oci.Hold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command in every place that there is, and shows what differs. */
@Command(
        name = "compare",
        description = {
            "Runs the same command on the same root as a process, chrooted, in a container and in a VM.",
            "Every number is measured in this run; without a command it is uname -r.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari compare",
            "  hangari compare -- sh -c 'echo $$$$'",
            "  hangari compare --image debian --rounds 50 -- cat /etc/os-release",
            "  hangari compare --place process,container --rounds 200",
            "  hangari compare --svg places.svg",
            "  hangari compare --json | jq '.places[].time.median'",
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "for programs: times in nanoseconds, amounts in bytes")
    private boolean json;

    @Option(names = "--svg", paramLabel = "FILE", description = "draws the bars into a file as well")
    private @Nullable Path svg;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often it is run in each place; else 20, in the VM 3")
    private int rounds = 20;

    @Option(
            names = "--place",
            split = ",",
            paramLabel = "PLACE",
            converter = PlaceByWord.class,
            description = "only these of process, chroot, container, vm")
    private Set<Place> places = Place.ALL;

    @ArgGroup
    private RootSource source = new RootSource();

    /** A place by the word that stands for it in a table. */
    static final class PlaceByWord implements ITypeConverter<Place> {
        @Override
        public Place convert(String word) {
            return Place.valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "the program and its arguments")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new CommandException(hangari().phrases().say("compare.rounds", rounds));
        }
        List<String> argv = command.isEmpty() ? List.of("uname", "-r") : command;
        show(found(argv));
        return ExitCode.OK;
    }

    private Comparison found(List<String> argv) {
        StateDirectory state = hangari().surroundings().state();
        try (SessionDirectory session = SessionDirectory.open(state)) {
            Directories directories = new Directories(session.work(), state.machines());
            if (source.image().isPresent()) {
                return ofImage(argv, source.image().get(), directories);
            }
            Path root = source.rootfs()
                    .map(this::existing)
                    .orElseGet(() -> ofTheHosts(argv.get(0), session.work().resolve("root")));
            return compared(new Subject(argv, List.of(root)), directories);
        }
    }

    /** A root that holds this program of the host. */
    private static Path ofTheHosts(String program, Path root) {
        RootPlanner.host().plan(List.of(program)).createAt(root);
        return root;
    }

    private Path existing(Path rootfs) {
        if (!Files.isDirectory(rootfs)) {
            throw new CommandException(hangari().phrases().say("compare.rootfs", rootfs));
        }
        return rootfs;
    }

    @SuppressWarnings("try") // the hold is held, nothing else
    private Comparison ofImage(List<String> argv, String name, Directories directories) {
        Images images = Images.of(spec);
        try (Hold held = images.images().hold()) {
            List<Path> layers = images.layers(images.catalogue().find(name));
            return compared(new Subject(argv, layers), directories);
        }
    }

    private Comparison compared(Subject subject, Directories directories) {
        boolean watched = hangari().surroundings().terminal() && !json;
        try (StatusLine status = new StatusLine(hangari().console().err(), watched)) {
            return Comparing.compare(subject, places, directories, rounds, new Shown(status));
        }
    }

    /** What is being done, on the status line. */
    private final class Shown implements Comparing.Progress {
        private final StatusLine status;

        Shown(StatusLine status) {
            this.status = status;
        }

        @Override
        public void at(Place place, int round, int all) {
            status.show(doing(place, round, all));
        }

        @Override
        public void note(String line) {
            status.show(line);
        }
    }

    private String doing(Place place, int round, int all) {
        Phrases phrases = hangari().phrases();
        String where = ((Speech) phrases::say).name(place);
        return round == 0 ? phrases.say("compare.looking", where) : phrases.say("compare.running", where, round, all);
    }

    private void show(Comparison comparison) throws IOException {
        Speech speech = hangari().phrases()::say;
        if (svg != null) {
            Files.writeString(svg, new Drawing(comparison, speech).svg());
        }
        if (json) {
            hangari().console().line(Json.pretty(ComparisonJson.of(comparison)));
            return;
        }
        new ComparisonTable(comparison, speech).lines().forEach(hangari().console()::line);
        new Bars(comparison, speech).lines().forEach(hangari().console()::line);
    }

    private Hangari hangari() {
        return (Hangari) spec.root().userObject();
    }
}
