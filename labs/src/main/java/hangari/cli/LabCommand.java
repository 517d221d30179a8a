package hangari.cli;

import hangari.lab.Lab;
import hangari.lab.Labs;
import hangari.lab.Worksheet;
import hangari.lab.screen.LabRequest;
import hangari.lab.screen.LabSession;
import hangari.lesson.play.LessonRecord;
import hangari.lesson.play.ProgressStore;
import hangari.lesson.play.screen.ScreenPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Opens a lab; its subcommand grades a file without opening one. */
@Command(
        name = "lab",
        description = "An exercise that the kernel grades: a goal, a starting state, a session to try things in.",
        mixinStandardHelpOptions = true,
        subcommands = LabCheckCommand.class,
        synopsisSubcommandLabel = "[check]",
        footer = {
            "",
            "Examples:",
            "  hangari lab escape                  open a lab; see hangari labs",
            "  hangari lab escape --reset          from its beginning again",
            "  hangari lab check escape            grade the file on which you work",
            "  hangari lab check escape MINE.jsh   grade a file",
        })
final class LabCommand implements Callable<Integer> {
    @ParentCommand
    private Hangari hangari;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "see hangari labs")
    private @Nullable String name;

    @Option(names = "--reset", description = "forget what was reached, and put your file back to the start")
    private boolean reset;

    @Override
    public Integer call() throws IOException {
        if (name == null) {
            throw new CommandException("NAME is missing: hangari labs lists them");
        }
        Lab lab = lab(name);
        Worksheet worksheet = worksheet(lab);
        hangari.sweep();
        try (Classroom classroom = Classroom.open(hangari.surroundings())) {
            LabSession.run(new LabRequest(
                    lab,
                    worksheet,
                    hangari.language(),
                    place(),
                    store(),
                    classroom.settings(),
                    classroom.missing(lab.requires(), hangari.phrases())));
        }
        return ExitCode.OK;
    }

    Hangari hangari() {
        return hangari;
    }

    /** The lab of this name. */
    Lab lab(String wanted) {
        Labs labs = hangari.labs();
        return labs.lab(wanted)
                .orElseThrow(() -> new CommandException("no lab " + wanted + ": "
                        + labs.nearest(wanted)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("hangari labs lists them")));
    }

    /** The file on which the learner works. */
    Worksheet worksheet(Lab lab) {
        Worksheet worksheet = Worksheet.of(state(), lab);
        try {
            if (reset) {
                worksheet.reset(lab).ifPresent(kept -> hangari.console()
                        .line(hangari.phrases().say("lab.kept", kept)));
                store().save(store().load().progress().withLab(lab.id(), LessonRecord.NEW, hangari.language()));
            }
            return worksheet.begin(lab);
        } catch (IOException e) {
            throw new CommandException(
                    worksheet.path() + ": cannot be written (" + e.getClass().getSimpleName()
                            + "): make room and get the right to write there, or set HANGARI_STATE",
                    e);
        }
    }

    ProgressStore store() {
        return new ProgressStore(state());
    }

    private Path state() {
        return hangari.surroundings().state().root();
    }

    private ScreenPlace place() {
        return new ScreenPlace(
                hangari.isPlain(),
                hangari.surroundings().state().history(),
                hangari.console().in(),
                hangari.console().out(),
                !hangari.surroundings().terminal());
    }
}
