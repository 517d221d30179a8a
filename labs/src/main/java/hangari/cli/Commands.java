package hangari.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The commands below {@code hangari}, each made only when it is needed: reading all their annotations takes time. */
enum Commands {
    LEARN,
    LESSONS,
    LAB,
    LABS,
    SHELL,
    SLIDES,
    DOCTOR,
    PULL,
    IMAGES,
    TAG,
    RMI,
    HISTORY,
    INSPECT,
    LAYERS,
    SAVE,
    LOAD,
    IMPORT,
    IMAGE,
    NETWORK,
    BUILD,
    COURSE,
    COMPLETION,
    TEST,
    SUPERVISE,
    TALLY,
    WARM_UP;

    Object create() {
        return switch (this) {
            case LEARN -> new LearnCommand();
            case SHELL -> new ShellCommand();
            case LESSONS -> new LessonsCommand();
            case LAB -> new LabCommand();
            case LABS -> new LabsCommand();
            case SLIDES -> new SlidesCommand();
            case DOCTOR -> new DoctorCommand();
            case PULL -> new PullCommand();
            case IMAGES -> new ImagesCommand();
            case TAG -> new TagCommand();
            case RMI -> new RmiCommand();
            case HISTORY -> new HistoryCommand();
            case INSPECT -> new InspectCommand();
            case LAYERS -> new LayersCommand();
            case SAVE -> new SaveCommand();
            case LOAD -> new LoadCommand();
            case IMPORT -> new ImportCommand();
            case IMAGE -> ImageCommand.commandLine();
            case NETWORK -> NetworkCommand.commandLine();
            case BUILD -> new BuildCommand();
            case COURSE -> new CourseCommand();
            case COMPLETION -> new CompletionCommand();
            case TEST -> new TestCommand();
            case SUPERVISE -> new SuperviseCommand();
            case TALLY -> new TallyCommand();
            case WARM_UP -> new WarmUpCommand();
        };
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one that is named first, which alone can be meant; all if none is, for the help and the suggestions. */
    static List<Commands> named(String... arguments) {
        if (arguments.length == 0 || List.of(arguments).equals(List.of("--version"))) {
            return List.of();
        }
        for (String argument : arguments) {
            for (Commands one : values()) {
                if (one.word().equals(argument) && one != COMPLETION) {
                    return List.of(one);
                }
            }
        }
        return Arrays.asList(values());
    }
}
