package hangari.container;

import static hangari.linux.MountFlag.PRIVATE;
import static hangari.linux.MountFlag.REC;

import hangari.container.cgroup.Limits;
import hangari.container.users.UserMap;
import hangari.linux.Credentials;
import hangari.linux.DescriptorStep;
import hangari.linux.FileStep;
import hangari.linux.IdentityStep;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.NamespaceStep;
import hangari.linux.OneId;
import hangari.linux.ProcessStep;
import hangari.linux.Signal;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.linux.TerminalStep;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what is wanted of a container into the system calls that make it one.
 *
 * <p>The order is the kernel's, not ours: ids are mapped before anything needs a capability, the mount tree is made
 * private before anything is mounted, and proc is mounted while the old root's proc is still visible.
 */
public final class Planner {
    private static final Set<Class<? extends Step>> MOUNTING =
            Set.of(MountStep.Mount.class, MountStep.Detach.class, MountStep.PivotRoot.class);

    private final ContainerSpec spec;
    private final Wiring wiring;
    private final Set<Namespace> namespaces;
    private final Optional<UserMap> users;
    private final List<Step> steps = new ArrayList<>();

    private Planner(ContainerSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
        this.namespaces = needed(spec);
        this.users = users(spec);
    }

    /** The program for a container, without descriptors: what a dry run shows. */
    public static SyscallProgram plan(ContainerSpec spec) {
        return plan(spec, Wiring.NONE);
    }

    /** The program for a container with what connects it with us. */
    static SyscallProgram plan(ContainerSpec spec, Wiring wiring) {
        return new Planner(spec, wiring).program();
    }

    /**
     * The namespaces asked for, and those that the rest of the wish needs.
     *
     * <p>What would change the host itself gets a namespace of its own even if none was asked for: a lesson must not
     * rename the learner's machine, nor leave mounts on it.
     */
    static Set<Namespace> needed(ContainerSpec spec) {
        Set<Namespace> all = EnumSet.noneOf(Namespace.class);
        all.addAll(spec.isolation().namespaces());
        boolean mounts = !spec.view().mounts().isEmpty() || calls(spec, MOUNTING);
        if (spec.root().mounts() || (mounts && !spec.joins(Namespace.MNT))) {
            all.add(Namespace.MNT);
        }
        boolean names = spec.isolation().hostname().isPresent() || calls(spec, Set.of(NamespaceStep.Sethostname.class));
        if (names && !spec.joins(Namespace.UTS)) {
            all.add(Namespace.UTS);
        }
        boolean privileged = !all.isEmpty()
                || !(spec.root() instanceof RootFs.Host)
                || !spec.then().isEmpty()
                || spec.profile().isPresent();
        if (spec.isolation().users().isPresent()) {
            all.add(Namespace.USER);
        }
        if (privileged && !spec.joins(Namespace.USER) && !Credentials.canAdministrate()) {
            all.add(Namespace.USER);
        }
        return all;
    }

    private static boolean calls(ContainerSpec spec, Set<Class<? extends Step>> kinds) {
        return spec.then().stream().anyMatch(step -> kinds.contains(step.getClass()));
    }

    private SyscallProgram program() {
        boolean time = namespaces.contains(Namespace.TIME);
        Set<Namespace> cloned = EnumSet.noneOf(Namespace.class);
        cloned.addAll(namespaces);
        // time_namespaces(7): its clocks can be set only before a process is in it, so it is entered by execve.
        cloned.remove(Namespace.TIME);
        wiring.placing().ifPresent(place -> steps.add(place.step()));
        if (!spec.isolation().joined().isEmpty()) {
            join(cloned);
        }
        ids();
        if (limited() && cloned.remove(Namespace.CGROUP)) {
            // cgroup_namespaces(7): "its current cgroups directories become the cgroup root directories of the new
            // namespace", so it is made when the process is in the cgroup that shall be the root.
            steps.add(new NamespaceStep.Unshare(Set.of(Namespace.CGROUP)));
        }
        if (time) {
            steps.add(new NamespaceStep.Unshare(Set.of(Namespace.TIME)));
        }
        steps.add(new ProcessStep.DieWithParent(Signal.SIGKILL));
        steps.add(new TerminalStep.Setsid());
        Optional<ConfinedRoot> confined =
                spec.profile().map(profile -> new ConfinedRoot(spec, profile, namespaces, users));
        confined.ifPresent(root -> steps.addAll(root.shared()));
        propagation();
        steps.addAll(confined.map(ConfinedRoot::steps).orElseGet(() -> BareRoot.of(spec.view(), namespaces)));
        spec.isolation().hostname().ifPresent(name -> steps.add(new NamespaceStep.Sethostname(name)));
        steps.addAll(spec.then());
        confined.ifPresentOrElse(this::confinedProcess, this::bareProcess);
        return new SyscallProgram(before(), cloned, steps);
    }

    /**
     * pid_namespaces(7): setns(2) is for the caller's children only, so that of another container is joined by who clones
     * this one. From its birth it is seen there, so nobody may look into it. And a PID namespace of its own is made by
     * clone3(2), so a user namespace that shall own it is joined by then. A plain box stays as the lessons show it.
     */
    private List<Step> before() {
        Set<Namespace> early = joinedBefore();
        if (early.isEmpty()) {
            return List.of();
        }
        List<Step> before = new ArrayList<>();
        if (early.contains(Namespace.PID)) {
            before.add(new IdentityStep.NotDumpable());
        }
        spec.isolation().joined().forEach(other -> {
            Set<Namespace> both = EnumSet.copyOf(early);
            both.retainAll(other.namespaces());
            if (!both.isEmpty()) {
                before.add(new Joined(other.pid(), both).step());
            }
        });
        return before;
    }

    private Set<Namespace> joinedBefore() {
        Set<Namespace> early = EnumSet.noneOf(Namespace.class);
        for (Namespace namespace : List.of(Namespace.PID, Namespace.USER)) {
            if (spec.profile().isPresent() && spec.joins(namespace)) {
                early.add(namespace);
            }
        }
        return early;
    }

    /** Whether it will be in a cgroup of its own. */
    private boolean limited() {
        return wiring.placing().isPresent() || !spec.limits().equals(Limits.none());
    }

    /** What is joined comes first; new namespaces are then copies of it, and owned by its user namespace. */
    private void join(Set<Namespace> cloned) {
        spec.isolation().joined().stream()
                .flatMap(other -> other.less(joinedBefore()).stream())
                .forEach(other -> steps.add(other.step()));
        Set<Namespace> copied = EnumSet.noneOf(Namespace.class);
        copied.addAll(cloned);
        // pid_namespaces(7): unshare(2) would put only the caller's children into the new namespace.
        copied.remove(Namespace.PID);
        if (!copied.isEmpty()) {
            steps.add(new NamespaceStep.Unshare(copied));
        }
        cloned.retainAll(Set.of(Namespace.PID));
    }

    /** The users there are, if they are not the host's. */
    static Optional<UserMap> users(ContainerSpec spec) {
        if (spec.isolation().users().isPresent()) {
            return spec.isolation().users();
        }
        if (needed(spec).contains(Namespace.USER)) {
            return Optional.of(UserMap.oneId(Credentials.uid(), Credentials.gid()));
        }
        return spec.isolation().joined().stream()
                .filter(other -> other.namespaces().contains(Namespace.USER))
                .findFirst()
                .flatMap(other -> UserMap.of(other.pid()));
    }

    private void ids() {
        if (users.filter(map -> !map.hasOneUser()).isPresent()) {
            // Mapped by us while it waited. credentials(7): the numbers it was born with need not be among them.
            oomScore();
            steps.addAll(ConfinedProcess.ROOT);
        } else if (namespaces.contains(Namespace.USER)) {
            // The outer ids are those of the parent user namespace: in one that was joined, we are root.
            boolean joined = spec.joins(Namespace.USER);
            steps.addAll(OneId.steps(joined ? 0 : Credentials.uid(), joined ? 0 : Credentials.gid()));
        }
    }

    /** proc_pid(5): the files of a process that has become another user belong to the host's root, until execve. */
    private void oomScore() {
        if (!users.map(UserMap::isOurs).orElse(true)) {
            spec.process()
                    .oomScoreAdj()
                    .ifPresent(score ->
                            steps.add(new FileStep.WriteFile("/proc/self/oom_score_adj", Integer.toString(score))));
        }
    }

    /** mount_namespaces(7): a new mount namespace is a copy whose mounts may still be peers of the host's. */
    private void propagation() {
        if (namespaces.contains(Namespace.MNT)) {
            steps.add(new MountStep.Mount("", "/", "", EnumSet.of(REC, PRIVATE), ""));
        }
    }

    private void bareProcess() {
        spec.process().cwd().ifPresent(directory -> steps.add(new FileStep.Chdir(directory)));
        wiring.stdio().ifPresent(stdio -> steps.addAll(stdio.steps()));
        steps.add(new DescriptorStep.CloseOnExec(3));
        wiring.meeting().ifPresent(place -> steps.add(place.step()));
        steps.add(new ProcessStep.UnblockSignals());
        steps.addAll(ProgramLookup.steps(spec));
    }

    private void confinedProcess(ConfinedRoot root) {
        ConfinedProcess process = new ConfinedProcess(spec, wiring);
        spec.process().cwd().ifPresent(path -> steps.addAll(ConfinedProcess.workingDirectory(path)));
        steps.addAll(process.descriptors(root.ptmx(), Optional.of(root.console())));
        steps.addAll(process.control());
        steps.add(new DescriptorStep.CloseOnExec(3));
        wiring.meeting().ifPresent(place -> steps.add(place.step()));
        steps.addAll(process.privileges(users));
        steps.add(new ProcessStep.UnblockSignals());
        spec.profile().ifPresent(profile -> steps.addAll(profile.last()));
        steps.addAll(ProgramLookup.steps(spec));
    }
}
