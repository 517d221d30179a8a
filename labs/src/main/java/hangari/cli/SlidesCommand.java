package hangari.cli;

import hangari.lesson.model.Excerpt;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Lesson;
import hangari.lesson.source.Course;
import hangari.lesson.source.Reading;
import hangari.slides.Deck;
import hangari.slides.DeckReader;
import hangari.slides.DeckServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows a deck to browsers on this machine, until it is interrupted. */
@Command(
        name = "slides",
        description = "Shows a deck in your browser; its demos run here. Ctrl-C ends it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari slides                        the deck of the first lecture",
            "  hangari slides lecture-1 --port 8080  at an address that stays",
            "  hangari slides --open                 and open it in a browser",
        })
final class SlidesCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65535;

    @ParentCommand
    private Hangari hangari;

    @Parameters(arity = "0..1", paramLabel = "DECK", description = "a folder of slides/decks; else the first of them")
    private @Nullable String name;

    @Option(names = "--port", paramLabel = "N", description = "the port on 127.0.0.1; else a free one")
    private int port;

    @Option(names = "--open", description = "open the deck with xdg-open")
    private boolean open;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > LAST_PORT) {
            throw new CommandException(hangari.phrases().say("slides.port", port, LAST_PORT));
        }
        Course course = Course.read(hangari.surroundings().course());
        Deck deck = deck(course);
        if (!DeckServer.missingFiles().isEmpty()) {
            throw new CommandException("this build has no page for decks: start it with ./hangari slides");
        }
        hangari.sweep();
        DeckServer server = DeckServer.start(deck, course, workbench(deck, course), hangari.language(), port);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "deck-end"));
        hangari.console()
                .line(hangari.phrases()
                        .say("slides.ready", deck.text(hangari.language()).title(), server.address()));
        if (open) {
            browse(server.address());
        }
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }

    private Deck deck(Course course) throws IOException {
        Path folder = folder();
        Reading<Deck> reading = DeckReader.read(folder, course);
        if (reading instanceof Reading.Good<Deck> good) {
            return good.content();
        }
        throw new CommandException(hangari.phrases()
                .say(
                        "course.faults",
                        reading.problems().get(0),
                        reading.problems().size()));
    }

    private Path folder() throws IOException {
        Path decks = hangari.surroundings().decks();
        List<Path> folders = Files.isDirectory(decks) ? DeckReader.folders(decks) : List.of();
        List<String> names =
                folders.stream().map(folder -> folder.getFileName().toString()).toList();
        if (names.isEmpty()) {
            throw new CommandException(hangari.phrases().say("slides.none", decks));
        }
        int index = name == null ? 0 : names.indexOf(name);
        if (index < 0) {
            throw new CommandException(hangari.phrases()
                    .say("slides.unknown", Excerpt.bare(String.valueOf(name)), String.join(", ", names)));
        }
        return folders.get(index);
    }

    /** What this machine lacks is found out once; each page gets a session of its own. */
    private DeckBench workbench(Deck deck, Course course) {
        Set<Feature> wanted = deck.slides().stream()
                .flatMap(slide -> slide.act().stream())
                .flatMap(act -> course.lesson(act.lesson()).stream())
                .map(Lesson::steps)
                .flatMap(List::stream)
                .flatMap(step -> step.requires().stream())
                .collect(Collectors.toSet());
        try (Classroom classroom = Classroom.open(hangari.surroundings())) {
            Map<Feature, String> missing = classroom.missing(wanted, hangari.phrases());
            return new DeckBench(hangari.surroundings(), missing);
        }
    }

    private void browse(URI address) {
        try {
            new ProcessBuilder("xdg-open", address.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            hangari.console().error("xdg-open: " + e.getMessage() + ": open the address yourself");
        }
    }
}
