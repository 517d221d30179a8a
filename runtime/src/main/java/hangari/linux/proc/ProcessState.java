package hangari.linux.proc;

/** What a process is doing: the letter in {@code /proc/PID/stat} and {@code status}, as ps(1) shows it. */
public enum ProcessState {
    RUNNING('R'),
    SLEEPING('S'),
    DISK_SLEEP('D'),
    STOPPED('T'),
    TRACED('t'),
    ZOMBIE('Z'),
    DEAD('X'),
    IDLE('I'),
    PARKED('P');

    private final char letter;

    ProcessState(char letter) {
        this.letter = letter;
    }

    /** The letter. */
    public char letter() {
        return letter;
    }

    // proc_pid_stat(5), state: "R Running … S Sleeping in an interruptible wait … Z Zombie … X Dead (from Linux 2.6.0
    // onward) x Dead (Linux 2.6.33 to 3.13 only)"
    static ProcessState of(String text) {
        for (ProcessState state : values()) {
            if (!text.isEmpty() && text.charAt(0) == state.letter) {
                return state;
            }
        }
        throw new ProcFormatException("stat", "a state letter", text);
    }
}
