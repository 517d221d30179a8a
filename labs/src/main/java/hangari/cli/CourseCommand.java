package hangari.cli;

import hangari.lab.Labs;
import hangari.lesson.source.Beside;
import hangari.lesson.source.Course;
import hangari.lesson.source.Problem;
import hangari.lesson.source.Scaffold;
import hangari.slides.DeckReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** For authors: looks for what is wrong with the lessons, and begins new ones. */
@Command(
        name = "course",
        description = "For authors: checks the lessons and labs, begins a new lesson.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  hangari course check            every fault, with file and line",
            "  hangari course check --accept   both languages say the same",
            "  hangari course new veth         a lesson folder that passes the check",
        })
final class CourseCommand {
    @ParentCommand
    private Hangari hangari;

    @Command(
            name = "check",
            description =
                    "Prints every fault of the lessons, labs and decks, with file and line. Exit status 1 if there is one.",
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  hangari course check", "  hangari course check --accept"})
    int check(
            @Option(names = "--accept", description = "note that the texts of each lesson now say the same")
                    boolean accept,
            @Option(names = "--folder", paramLabel = "DIR", description = "another course") @Nullable Path folder)
            throws IOException {
        Path place = folder == null ? hangari.surroundings().course() : folder;
        List<Path> decks = folder == null ? deckFolders() : List.of();
        Path labFolder = hangari.surroundings().labs();
        if (accept) {
            accept(lessonFolders(place));
            accept(folder == null ? Labs.folders(labFolder) : List.of());
            accept(decks);
        }
        Course course = Course.read(place);
        List<Problem> problems = new ArrayList<>(course.problems());
        Labs labs = folder == null ? Labs.read(labFolder, course) : new Labs(List.of(), List.of());
        problems.addAll(labs.problems());
        decks.forEach(deck -> problems.addAll(DeckReader.read(deck, course).problems()));
        problems.forEach(problem -> hangari.console().line(problem.toString()));
        int faults = problems.size();
        hangari.console()
                .line(hangari.phrases()
                        .say(
                                "course.checked",
                                course.lessons().size(),
                                labs.labs().size(),
                                faults));
        return faults == 0 ? ExitCode.OK : ExitCode.NO;
    }

    private List<Path> deckFolders() throws IOException {
        Path decks = hangari.surroundings().decks();
        return Files.isDirectory(decks) ? DeckReader.folders(decks) : List.of();
    }

    private void accept(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            for (Path changed : Beside.accept(folder)) {
                hangari.console().line(hangari.phrases().say("course.accepted", changed));
            }
        }
    }

    /** Those that cannot be read as lessons as well: a stale text is a fault. */
    private static List<Path> lessonFolders(Path place) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(entry -> Files.exists(entry.resolve("lesson.yaml")))
                    .sorted()
                    .toList();
        }
    }

    @Command(
            name = "new",
            description = "Begins a lesson: a folder with the next free number that passes the check.",
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  hangari course new veth"})
    int create(@Parameters(paramLabel = "ID", description = "a-z, 0-9 and hyphens") String id) throws IOException {
        Path folder = Scaffold.create(hangari.surroundings().course(), id);
        hangari.console().line(hangari.phrases().say("course.created", folder));
        return ExitCode.OK;
    }
}
