package hangari.lesson.play.screen;

/** What a learner can ask for in a lesson, by a line that begins with a slash. */
enum Command {
    NEXT,
    BACK,
    HINT,
    CHECK,
    SOLUTION,
    CODE,
    RESET,
    JUMP,
    UNDO,
    EVIDENCE,
    SYSCALLS,
    STEPS,
    LANG,
    SH,
    HELP,
    QUIT;

    static final Vocabulary<Command> ALL = Vocabulary.of(Command.class);
}
