package hangari.cli;

import hangari.lesson.model.Language;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command that has all others below it; alone, it says where the learner is and what is next. */
@Command(
        name = "hangari",
        description = "Understand containers by building one. Without a command: where you are, and what is next.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            LessonsCommand.class,
            DoctorCommand.class,
            CourseCommand.class,
            CompletionCommand.class,
            TestCommand.class,
            TallyCommand.class,
            WarmUpCommand.class,
        },
        footer = {
            "",
            "Examples:",
            "  hangari                     where you are in the course",
            "  hangari learn               go on where you were",
            "  hangari learn chroot        a lesson",
            "  hangari doctor              what this machine can do",
            "  hangari test                everything that proves the project",
            "",
            "Exit status: that of the program that was run; 1: a check failed; 125: hangari failed.",
        })
public final class Hangari implements Callable<Integer> {
    private final Console console;
    private final Surroundings surroundings;

    @Option(
            names = "--lang",
            paramLabel = "ko|en",
            scope = ScopeType.INHERIT,
            description = "the language; else the one of last time, else that of $LANG")
    private @Nullable Language language;

    @Option(names = "--plain", scope = ScopeType.INHERIT, description = "text only: no cursor motion, no colour")
    private boolean plain;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "with an error, show where it happened")
    private boolean verbose;

    Hangari(Console console, Surroundings surroundings) {
        this.console = console;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        new HomeScreen(this).show();
        return ExitCode.OK;
    }

    Console console() {
        return console;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    boolean isPlain() {
        return plain;
    }

    boolean isVerbose() {
        return verbose;
    }

    /** The language that was asked for, else that of the environment. */
    Language language() {
        return language != null ? language : Phrases.languageOf(surroundings.locale());
    }

    Phrases phrases() {
        return Phrases.in(language());
    }
}
