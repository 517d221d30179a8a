package hangari.lab.screen;

import hangari.lesson.play.screen.Vocabulary;

/** What a learner can ask for in a lab, by a line that begins with a slash. */
enum LabCommand {
    GOAL,
    CHECK,
    HINT,
    SOLUTION,
    EDIT,
    RESET,
    EVIDENCE,
    SYSCALLS,
    LANG,
    SH,
    HELP,
    QUIT;

    static final Vocabulary<LabCommand> ALL = Vocabulary.of(LabCommand.class);
}
