package hangari.cli;

import hangari.cli.container.ContainerCommands;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The commands below {@code hangari}, each made only when it is needed: reading all their annotations takes time. */
enum Commands {
    LEARN,
    LESSONS,
    LAB,
    LABS,
    SHELL,
    SLIDES,
    COMPARE,
    DOCTOR,
    CONTAINER,
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
    MACHINE,
    BUILD,
    VM,
    COURSE,
    COMPLETION,
    COMPLETE_NAMES,
    HELP,
    TEST,
    SUPERVISE,
    TALLY,
    WARM_UP;

    private static final Set<String> SPEAK_OF_OTHERS = Set.of(COMPLETION.word(), HELP.word());

    Object create() {
        return switch (this) {
            case LEARN -> new LearnCommand();
            case SHELL -> new ShellCommand();
            case LESSONS -> new LessonsCommand();
            case LAB -> new LabCommand();
            case LABS -> new LabsCommand();
            case SLIDES -> new SlidesCommand();
            case COMPARE -> new CompareCommand();
            case DOCTOR -> new DoctorCommand();
            case CONTAINER -> ContainerCommands.group();
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
            case MACHINE -> new MachineCommand();
            case BUILD -> new BuildCommand();
            case VM -> VmCommand.commandLine();
            case COURSE -> new CourseCommand();
            case COMPLETION -> new CompletionCommand();
            case COMPLETE_NAMES -> new CompleteNamesCommand();
            case HELP -> new HelpCommand();
            case TEST -> new TestCommand();
            case SUPERVISE -> new SuperviseCommand();
            case TALLY -> new TallyCommand();
            case WARM_UP -> new WarmUpCommand();
        };
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A command below {@code hangari}, not made yet. */
    record Named(String word, Supplier<Object> maker) {}

    /** All of them; those on containers stand below {@code hangari container} too. */
    static List<Named> all() {
        return Stream.concat(
                        Arrays.stream(values()).map(one -> new Named(one.word(), one::create)),
                        Arrays.stream(ContainerCommands.values()).map(one -> new Named(one.word(), one::create)))
                .toList();
    }

    /** The one that is named first, which alone can be meant; all if none is, for the help and the suggestions. */
    static List<Named> named(String... arguments) {
        if (arguments.length == 0 || List.of(arguments).equals(List.of("--version"))) {
            return List.of();
        }
        for (String argument : arguments) {
            for (Named one : all()) {
                if (one.word().equals(argument)) {
                    return SPEAK_OF_OTHERS.contains(argument) ? all() : List.of(one);
                }
            }
        }
        return all();
    }
}
