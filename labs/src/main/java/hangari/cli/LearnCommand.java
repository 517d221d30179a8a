package hangari.cli;

import hangari.lesson.model.Feature;
import hangari.lesson.play.Auto;
import hangari.lesson.play.screen.Learn;
import hangari.lesson.play.screen.LearnRequest;
import hangari.lesson.source.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Plays lessons: by hand, or with the model answers. */
@Command(
        name = "learn",
        description = "A guided lesson. Without a name, it goes on where you were.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari learn                     go on where you were",
            "  hangari learn chroot              a lesson, by its name or number",
            "  hangari learn chroot/escape       a step of it",
            "  hangari learn --lang ko --plain   in Korean, without cursor motion",
            "  hangari learn --auto              play the model answers, and check them",
        })
final class LearnCommand implements Callable<Integer> {
    @ParentCommand
    private Hangari hangari;

    @Parameters(arity = "0..1", paramLabel = "LESSON[/STEP]", description = "its name or number; see hangari lessons")
    private @Nullable String lesson;

    @Option(names = "--auto", description = "play the model answers, and fail if any check fails")
    private boolean auto;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "with --auto: write what came of each step, a line of JSON each")
    private @Nullable Path record;

    @Option(
            names = "--keep-evidence",
            description = "with --auto, for authors: keep what the kernel showed in the lesson folders")
    private boolean keepEvidence;

    @Override
    public Integer call() throws IOException {
        Course course = Course.read(hangari.surroundings().course());
        if (record != null) {
            Files.write(record, List.of()); // better before the lessons than after them
        }
        hangari.sweep();
        try (Classroom classroom = Classroom.open(hangari.surroundings())) {
            LearnRequest request = request(course, classroom);
            return auto ? byItself(request) : Learn.run(request);
        }
    }

    private LearnRequest request(Course course, Classroom classroom) {
        Set<Feature> wanted = course.lessons().stream()
                .flatMap(one -> one.steps().stream())
                .flatMap(step -> step.requires().stream())
                .collect(Collectors.toSet());
        return new LearnRequest(
                course,
                Optional.ofNullable(lesson),
                hangari.chosenLanguage(),
                hangari.localeLanguage(),
                hangari.isPlain(),
                hangari.surroundings().state().root(),
                classroom.settings(),
                classroom.missing(wanted, hangari.phrases()),
                hangari.console().in(),
                hangari.console().out(),
                !hangari.surroundings().terminal());
    }

    private int byItself(LearnRequest request) throws IOException {
        Auto.Report report = keepEvidence ? Learn.record(request) : Learn.auto(request);
        if (record != null) {
            new AutoRecord(hangari.language().code()).write(record, report.results());
        }
        boolean whole = lesson != null || isWhole(request.course());
        return whole && report.failed() == 0 && report.passed() > 0 ? ExitCode.OK : ExitCode.NO;
    }

    /** A lesson that cannot be read was not played: whoever asked for all of them must hear of it. */
    private boolean isWhole(Course course) {
        course.problems().stream().findFirst().ifPresent(first -> hangari.console()
                .error(hangari.phrases()
                        .say("course.faults", first, course.problems().size())));
        return course.problems().isEmpty();
    }
}
