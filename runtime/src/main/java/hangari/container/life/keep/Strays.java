package hangari.container.life.keep;

import hangari.container.cgroup.Group;
import hangari.linux.OtherProcess;
import hangari.linux.Signal;
import hangari.linux.proc.ProcFs;
import hangari.linux.proc.ProcessStatus;
import java.util.List;
import java.util.Optional;

/**
 * Further processes that a killed supervisor was about to begin.
 *
 * <p>They die with it, as soon as they have told the kernel so (PR_SET_PDEATHSIG); whoever had not come to that goes on.
 * pid_namespaces(7): an orphan gets the first process of its PID namespace as its parent; but the parent of whoever joined
 * the namespace from outside is outside. So in a container with a PID namespace of its own, a process whose parent is
 * outside, and is not the keeper, is nobody's.
 *
 * @param keeper the parent of the first process
 * @param first the first process, as the host sees it
 */
record Strays(Group group, long keeper, long first) {
    private static final ProcFs PROC = ProcFs.host();

    /** Ends them. */
    void end() {
        if (!isFirstOfItsNamespace()) {
            return; // an orphan in there is somebody else's child, and right where it is
        }
        for (long pid : strays()) {
            Optional<OtherProcess> held = OtherProcess.hold(pid);
            held.ifPresent(this::end);
        }
    }

    private void end(OtherProcess held) {
        try (held) {
            // It is held now: if it is a stray still, it is the one that was meant.
            if (strays().contains(held.pid())) {
                held.signal(Signal.SIGKILL);
            }
        }
    }

    private boolean isFirstOfItsNamespace() {
        List<Long> numbers = numbers(first);
        return numbers.size() > 1 && numbers.get(numbers.size() - 1) == 1;
    }

    private List<Long> strays() {
        int depth = numbers(first).size();
        return group.processes().stream().filter(pid -> isStray(pid, depth)).toList();
    }

    private boolean isStray(long pid, int depth) {
        long parent = PROC.stat(pid).value().map(stat -> stat.parent()).orElse(keeper);
        int outside = numbers(parent).size();
        return parent != keeper && outside > 0 && outside < depth;
    }

    /** proc(5), status: NSpid has a number for each PID namespace that it is in, from ours to its own; none if it is gone. */
    private static List<Long> numbers(long pid) {
        return PROC.status(pid).value().map(ProcessStatus::nspid).orElse(List.of());
    }
}
