package hangari.linux.proc;

import java.util.List;

/**
 * A process in one line: the beginning of {@code /proc/PID/stat}.
 *
 * @param pid in the PID namespace of this {@code /proc}
 * @param command its name, cut to 15 bytes
 * @param state what it is doing
 * @param parent 0 for the first process, and for one whose parent is outside this PID namespace
 * @param group its process group
 * @param session its session
 * @param started clock ticks after boot; together with the PID it names a process for ever
 */
public record ProcessStat(
        long pid, String command, ProcessState state, long parent, long group, long session, long started) {
    private static final int STARTTIME = 22;

    // proc_pid_stat(5), (2) comm: "The filename of the executable, in parentheses." It may hold parentheses, blanks
    // and newlines of its own, so it ends at the last ')' of the file: all later fields are a letter or numbers.
    /**
     * Reads the file.
     *
     * @throws ProcFormatException if it is not {@code pid (comm) state ppid …}
     */
    public static ProcessStat parse(String text) {
        int open = text.indexOf(" (");
        int close = text.lastIndexOf(") ");
        if (open < 1 || close < open + 2) {
            throw new ProcFormatException("stat", "pid (comm) state …", text);
        }
        List<String> rest = List.of(text.substring(close + 2).strip().split(" ", -1));
        if (rest.size() < STARTTIME - 2) {
            throw new ProcFormatException("stat", "at least " + STARTTIME + " fields", text);
        }
        return new ProcessStat(
                number(text.substring(0, open)),
                text.substring(open + 2, close),
                ProcessState.of(rest.get(0)),
                number(rest.get(1)),
                number(rest.get(2)),
                number(rest.get(3)),
                number(rest.get(STARTTIME - 3)));
    }

    private static long number(String word) {
        return ProcFormatException.number("stat", "a number", word);
    }
}
