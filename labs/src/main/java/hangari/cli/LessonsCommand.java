package hangari.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lists the lessons, with how far the learner has come in each. */
@Command(
        name = "lessons",
        description = "Lists the lessons, with your progress.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  hangari lessons", "  hangari lessons --lang ko"})
final class LessonsCommand implements Callable<Integer> {
    @ParentCommand
    private Hangari hangari;

    @Override
    public Integer call() {
        new LessonTable(hangari.phrases(), hangari.outline(), hangari.progress())
                .lines()
                .forEach(hangari.console()::line);
        return ExitCode.OK;
    }
}
