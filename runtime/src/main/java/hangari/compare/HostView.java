package hangari.compare;

import hangari.container.Observation;
import hangari.container.Observer;
import hangari.linux.proc.NamespaceInodes;
import hangari.linux.proc.ProcFs;
import hangari.linux.proc.ProcessStat;
import hangari.linux.proc.SmapsRollup;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What the host's process list shows of a place, beside what it showed before. */
final class HostView {
    private final ProcFs proc = ProcFs.host();
    private final Set<Long> before = new HashSet<>();

    /** Notes which of our processes are there now. */
    HostView() {
        ours().forEach(process -> before.add(process.pid()));
    }

    private List<ProcessStat> ours() {
        return proc.processes().descendants(proc.self());
    }

    private List<ProcessStat> since() {
        return ours().stream()
                .filter(process -> !before.contains(process.pid()))
                .toList();
    }

    /** The processes of ours that have come since. */
    Cell processes() {
        return new Cell.Processes(since().stream().map(ProcessStat::command).toList());
    }

    /** What they cost, each page that is shared counted by its share. */
    Cell memory() {
        long sum = 0;
        for (ProcessStat process : since()) {
            var memory = proc.memory(process.pid());
            if (memory.denied()) {
                return new Cell.Unmeasured(memory.toString());
            }
            sum += memory.map(SmapsRollup::proportional).value().orElse(0L);
        }
        return new Cell.Bytes(sum);
    }

    /** Who has this word among its arguments, of all the processes of the host. */
    private OptionalLong find(String nonce) {
        return proc.pids().stream()
                .filter(pid -> proc.commandLine(pid).value().orElse(List.of()).contains(nonce))
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** The PIDs of the process that has this word among its arguments. */
    Cell pids(String nonce) {
        OptionalLong pid = find(nonce);
        return new Cell.Pids(
                pid.isEmpty()
                        ? List.of()
                        : Observer.observe(pid.getAsLong())
                                .map(Observation::nspid)
                                .orElse(List.of()));
    }

    /** Which of its namespaces are the host's. */
    Cell namespaces(String nonce, boolean sameKernel) {
        OptionalLong pid = find(nonce);
        if (pid.isEmpty()) {
            return sameKernel
                    ? new Cell.Unmeasured("the host does not see the process")
                    : new Cell.Namespaces(Set.of(), Set.of(), false);
        }
        NamespaceInodes host = Observer.self().namespaces();
        return Observer.observe(pid.getAsLong())
                .<Cell>map(seen -> new Cell.Namespaces(
                        own(seen.namespaces().sharedWith(host)),
                        own(seen.namespaces().apartFrom(host)),
                        sameKernel))
                .orElse(new Cell.Unmeasured("the process ended while it was looked at"));
    }

    /** Those of the process itself: namespaces(7), "pid_for_children" and "time_for_children" are of its children. */
    private static Set<String> own(Set<String> kinds) {
        return kinds.stream().filter(kind -> !kind.endsWith("_for_children")).collect(Collectors.toSet());
    }
}
