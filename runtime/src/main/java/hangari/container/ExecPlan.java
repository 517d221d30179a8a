package hangari.container;

import hangari.container.cgroup.Limits;
import hangari.linux.At;
import hangari.linux.DescriptorStep;
import hangari.linux.FileStep;
import hangari.linux.IdentityStep;
import hangari.linux.NamespaceStep;
import hangari.linux.ProcessStep;
import hangari.linux.Signal;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.linux.TerminalStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a further process of a container that runs into system calls.
 *
 * <p>It comes in two births. The first child joins all namespaces, but a PID namespace is joined by children only: in
 * the container's {@code /proc} it is not there, so nobody inside can reach for it. It does all that can be inherited,
 * gives up its privileges, and then clones the second, which the container does see. Until its {@code execve} that one
 * shares the memory of the sealed process by which both were launched, so it is not dumpable: the kernel lets nobody
 * without CAP_SYS_PTRACE over <em>that</em> memory look into it, or follow its {@code /proc/PID/exe} (CVE-2019-5736).
 */
final class ExecPlan {
    private final ContainerSpec spec;
    private final Wiring wiring;
    private final List<Step> steps = new ArrayList<>();

    private ExecPlan(ContainerSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
    }

    static SyscallProgram of(Target target, ContainerSpec spec, Wiring wiring) {
        return new ExecPlan(spec, wiring).program(target);
    }

    /** What is wanted of a further process: its program, its user, and the profile that its container has. */
    static ContainerSpec spec(Target target, ProcessSpec process, Profile profile) {
        return new ContainerSpec(
                process,
                View.HOST,
                Isolation.NONE.withJoined(new Joined(target.pid(), target.namespaces())),
                Optional.of(profile),
                List.of(),
                Limits.none());
    }

    private SyscallProgram program(Target target) {
        wiring.placing().ifPresent(place -> steps.add(place.step()));
        steps.add(new ProcessStep.DieWithParent(Signal.SIGKILL));
        steps.add(new NamespaceStep.Join(target.pidfd(), target.namespaces()));
        if (target.ids().filter(map -> !map.hasOneUser()).isPresent()) {
            steps.addAll(ConfinedProcess.ROOT);
        }
        steps.add(new FileStep.Umask(022));
        steps.addAll(ConfinedProcess.workingDirectory(spec.process().cwd().orElse("/")));
        ConfinedProcess process = new ConfinedProcess(spec, wiring);
        steps.addAll(process.descriptors(At.path("/dev/pts/ptmx"), Optional.empty()));
        steps.add(new DescriptorStep.CloseOnExec(3));
        List<Step> privileges = process.privileges(target.ids());
        // PR_SET_PDEATHSIG(2const): it is cleared for the child of a fork(2), and when privileges change.
        List<Step> birth = List.of(
                new IdentityStep.NotDumpable(),
                new ProcessStep.CloneAgain(),
                new ProcessStep.DieWithParent(Signal.SIGKILL));
        // A filter that is set while there are privileges judges clone3 as well, so the second child sets it.
        steps.addAll(filtersEarly() ? birth : privileges);
        steps.addAll(filtersEarly() ? privileges : birth);
        steps.add(new ProcessStep.DieWithParent(Signal.SIGKILL));
        steps.add(new TerminalStep.Setsid());
        steps.addAll(process.control());
        wiring.meeting().ifPresent(place -> steps.add(place.step()));
        steps.add(new ProcessStep.UnblockSignals());
        spec.profile().ifPresent(profile -> steps.addAll(profile.last()));
        steps.addAll(ProgramLookup.steps(spec));
        return new SyscallProgram(Set.of(), steps);
    }

    private boolean filtersEarly() {
        return spec.profile()
                .map(profile -> !profile.noNewPrivs() && profile.filter().isPresent())
                .orElse(false);
    }
}
