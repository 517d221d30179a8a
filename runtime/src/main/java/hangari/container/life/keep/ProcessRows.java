package hangari.container.life.keep;

import hangari.container.life.Answer;
import hangari.linux.proc.ProcFs;
import hangari.linux.proc.ProcessStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of a container as {@code ps} shows them, seen from the host.
 *
 * @param first its first process
 */
record ProcessRows(long first) {
    private static final List<String> TITLES = List.of("UID", "PID", "PPID", "STIME", "TIME", "CMD");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());
    // proc_pid_stat(5): "(14) utime … measured in clock ticks", of which there are 100 to the second on all our
    // machines.
    private static final long TICKS = 100;
    private static final int UTIME_BEHIND_NAME = 11;

    /** One row each; those that have ended meanwhile are left out. */
    Answer.Processes of(List<Long> members) {
        List<List<String>> rows = new ArrayList<>();
        Stream.concat(Stream.of(first), members.stream()).distinct().sorted().forEach(pid -> row(pid).ifPresent(
                        rows::add));
        return new Answer.Processes(TITLES, rows);
    }

    private static Optional<List<String>> row(long pid) {
        ProcFs proc = ProcFs.host();
        return proc.status(pid)
                .value()
                .map(status -> List.of(
                        Long.toString(status.uid().effective()),
                        Long.toString(pid),
                        Long.toString(status.parent()),
                        started(pid),
                        time(proc.read(pid, "stat").value().orElse("")),
                        command(proc, pid, status)));
    }

    private static String started(long pid) {
        Instant start = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.now());
        return CLOCK.format(start);
    }

    private static String time(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= UTIME_BEHIND_NAME + 1) {
            return "00:00:00";
        }
        long ticks = Long.parseLong(fields[UTIME_BEHIND_NAME]) + Long.parseLong(fields[UTIME_BEHIND_NAME + 1]);
        long seconds = ticks / TICKS;
        return String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String command(ProcFs proc, long pid, ProcessStatus status) {
        return proc.commandLine(pid)
                .value()
                .filter(words -> !words.isEmpty())
                .map(words -> String.join(" ", words))
                .orElse("[" + status.name() + "]");
    }
}
