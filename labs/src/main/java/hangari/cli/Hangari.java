package hangari.cli;

import hangari.cli.container.Desk;
import hangari.cli.container.UserTerminal;
import hangari.cli.outline.CourseOutline;
import hangari.cli.state.StateDirectory;
import hangari.cli.state.Sweep;
import hangari.container.life.Answer;
import hangari.container.life.ContainerDetails;
import hangari.container.life.LifeException;
import hangari.container.life.Supervisor;
import hangari.lab.Labs;
import hangari.lesson.model.Language;
import hangari.lesson.play.Progress;
import hangari.lesson.play.ProgressStore;
import hangari.lesson.source.Course;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        footer = {
            "",
            "Examples:",
            "  hangari                     where you are in the course",
            "  hangari learn               go on where you were",
            "  hangari learn chroot        a lesson",
            "  hangari lab escape          an exercise that the kernel grades",
            "  hangari slides              the lecture's deck, in your browser",
            "  hangari compare             a process, a container and a VM side by side",
            "  hangari doctor              what this machine can do",
            "  hangari run -it debian      a shell in a container",
            "  hangari ps -a               the containers",
            "  hangari pull busybox        an image from a registry",
            "  hangari build -t web .      an image of a Dockerfile",
            "  hangari test                everything that proves the project",
            "",
            "Exit status: that of the program that was run; 1: a check failed; 125: hangari failed.",
        })
public final class Hangari implements Callable<Integer>, Desk {
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

    private @Nullable Progress progress;

    private @Nullable Supervisor supervisor;

    Hangari(Console console, Surroundings surroundings) {
        this.console = console.tellingErrors(this::told);
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        sweep();
        new HomeScreen(phrases(), outline(), progress()).show(console);
        return ExitCode.OK;
    }

    /** Cleans up after every hangari that was killed, and says what it could not remove. */
    void sweep() {
        Sweep.run(surroundings.state()).failures().stream()
                .map(new Failure(phrases())::line)
                .forEach(console::error);
    }

    @Override
    public InputStream in() {
        return console.in();
    }

    @Override
    public PrintStream out() {
        return console.out();
    }

    @Override
    public PrintStream err() {
        return console.err();
    }

    @Override
    public void error(String line) {
        console.error(line);
    }

    @Override
    public String say(String key, Object... values) {
        return phrases().say(key, values);
    }

    @Override
    public boolean plain() {
        return isPlain();
    }

    @Override
    public StateDirectory state() {
        return surroundings.state();
    }

    @Override
    public Supervisor supervisor() {
        Supervisor known = supervisor;
        if (known == null) {
            known = Supervisors.of(surroundings.state());
            supervisor = known;
        }
        return known;
    }

    @Override
    public Optional<UserTerminal> terminal() {
        return UserTerminal.ofProcess();
    }

    /** One container, if there is one of that name or id. No supervisor is begun if there is none at all. */
    Optional<ContainerDetails> container(String name) {
        try {
            return hasContainers() ? Optional.of(supervisor().inspect(name)) : Optional.empty();
        } catch (LifeException e) {
            if (e.kind() != LifeException.Kind.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Every container, as {@code ps -a} lists them. */
    List<Answer.Row> containers() {
        return hasContainers() ? supervisor().list(true).rows() : List.of();
    }

    private boolean hasContainers() {
        String[] names = surroundings.state().containers().toFile().list();
        return names != null && names.length > 0;
    }

    Console console() {
        return console;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Plain if it was asked for, or because there is no terminal that could do more. */
    boolean isPlain() {
        return plain || !surroundings.terminal() || Surroundings.isColourless();
    }

    boolean isVerbose() {
        return verbose;
    }

    /**
     * The course in outline.
     *
     * @throws CommandException if no lesson in it can be played
     */
    CourseOutline outline() {
        Path course = surroundings.course();
        CourseOutline outline =
                CourseOutline.read(course, surroundings.state().root().resolve("outline"));
        if (outline.lessons().isEmpty()) {
            throw new CommandException(
                    phrases().say("course.empty", Course.read(course).problems().get(0)));
        }
        return outline;
    }

    /** Every lab. */
    Labs labs() {
        return Labs.read(surroundings.labs(), Course.read(surroundings.course()));
    }

    /** How far the learner has come. */
    Progress progress() {
        Progress known = progress;
        if (known == null) {
            // A learner who has not begun need not wait for the JSON reader either.
            known = Files.exists(surroundings.state().progress())
                    ? new ProgressStore(surroundings.state().root()).load().progress()
                    : Progress.NEW;
            progress = known;
        }
        return known;
    }

    /** The language that was asked for in this call. */
    Optional<Language> chosenLanguage() {
        return Optional.ofNullable(language);
    }

    /** The language of the environment. */
    Language localeLanguage() {
        return Phrases.languageOf(surroundings.locale());
    }

    /** The language to speak. */
    Language language() {
        return chosenLanguage().or(() -> progress().language()).orElseGet(this::localeLanguage);
    }

    /** What the runtime says is English; whoever reads Korean is told it in Korean, as far as it is known. */
    private String told(String error) {
        return language() == Language.KO ? KoreanErrors.say(error) : error;
    }

    Phrases phrases() {
        return Phrases.in(language());
    }
}
