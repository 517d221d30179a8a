package hangari.linux.proc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The processes of a PID namespace at about one moment; read one after the other, so not a snapshot.
 *
 * @param processes by ascending PID
 */
public record ProcessTable(List<ProcessStat> processes) {
    public ProcessTable {
        processes = List.copyOf(processes);
    }

    /** The process with this PID. */
    public Optional<ProcessStat> find(long pid) {
        return processes.stream().filter(process -> process.pid() == pid).findFirst();
    }

    /** Its children. */
    public List<ProcessStat> children(long pid) {
        return processes.stream().filter(process -> process.parent() == pid).toList();
    }

    /** Its children, their children and so on, each after its parent; without the process itself. */
    public List<ProcessStat> descendants(long pid) {
        var found = new ArrayList<ProcessStat>();
        Set<Long> seen = new HashSet<>(Set.of(pid)); // a PID reused between two reads could close a circle
        var parents = new ArrayDeque<>(List.of(pid));
        while (!parents.isEmpty()) {
            for (ProcessStat child : children(parents.remove())) {
                if (seen.add(child.pid())) {
                    found.add(child);
                    parents.add(child.pid());
                }
            }
        }
        return found;
    }

    /** One process a line: PID, parent, state, command. */
    @Override
    public String toString() {
        var table = new StringBuilder(String.format("%8s %8s S COMMAND", "PID", "PPID"));
        for (ProcessStat process : processes) {
            table.append(String.format(
                    "%n%8d %8d %c %s",
                    process.pid(),
                    process.parent(),
                    process.state().letter(),
                    process.command().replace("\n", "\\n")));
        }
        return table.toString();
    }
}
