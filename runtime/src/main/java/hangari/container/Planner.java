package hangari.container;

import static hangari.linux.MountFlag.PRIVATE;
import static hangari.linux.MountFlag.REC;

import hangari.container.cgroup.Limits;
import hangari.linux.At;
import hangari.linux.Credentials;
import hangari.linux.Handle;
import hangari.linux.IdentityStep;
import hangari.linux.Meeting;
import hangari.linux.Namespace;
import hangari.linux.ResolveFlag;
import hangari.linux.Signal;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.linux.TreeStep;
import java.nio.file.Path;
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
            Set.of(Step.Mount.class, Step.Detach.class, Step.PivotRoot.class);

    private final ContainerSpec spec;
    private final Set<Namespace> namespaces;
    private final List<Step> steps = new ArrayList<>();

    private Planner(ContainerSpec spec) {
        this.spec = spec;
        this.namespaces = needed(spec);
    }

    /** The program for a container, without descriptors: what a dry run shows. */
    public static SyscallProgram plan(ContainerSpec spec) {
        return new Planner(spec).program(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The program for a container with its descriptors.
     *
     * @param placing where it waits, before anything else, until it is in its cgroup
     * @param meeting where it waits to be looked at, just before execve
     */
    static SyscallProgram plan(ContainerSpec spec, Stdio stdio, Optional<Meeting> placing, Optional<Meeting> meeting) {
        return new Planner(spec).program(Optional.of(stdio), placing, meeting);
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
        boolean names = spec.isolation().hostname().isPresent() || calls(spec, Set.of(Step.Sethostname.class));
        if (names && !spec.joins(Namespace.UTS)) {
            all.add(Namespace.UTS);
        }
        boolean privileged = !all.isEmpty()
                || !(spec.root() instanceof RootFs.Host)
                || !spec.then().isEmpty();
        if (privileged && !spec.joins(Namespace.USER) && !Credentials.canAdministrate()) {
            all.add(Namespace.USER);
        }
        return all;
    }

    private static boolean calls(ContainerSpec spec, Set<Class<? extends Step>> kinds) {
        return spec.then().stream().anyMatch(step -> kinds.contains(step.getClass()));
    }

    private SyscallProgram program(Optional<Stdio> stdio, Optional<Meeting> placing, Optional<Meeting> meeting) {
        boolean time = namespaces.contains(Namespace.TIME);
        Set<Namespace> cloned = EnumSet.noneOf(Namespace.class);
        cloned.addAll(namespaces);
        // time_namespaces(7): its clocks can be set only before a process is in it, so it is entered by execve.
        cloned.remove(Namespace.TIME);
        placing.ifPresent(place -> steps.add(place.step()));
        if (!spec.isolation().joined().isEmpty()) {
            join(cloned);
        }
        ids();
        if (limited() && cloned.remove(Namespace.CGROUP)) {
            // cgroup_namespaces(7): "its current cgroups directories become the cgroup root directories of the new
            // namespace", so it is made when the process is in the cgroup that shall be the root.
            steps.add(new Step.Unshare(Set.of(Namespace.CGROUP)));
        }
        if (time) {
            steps.add(new Step.Unshare(Set.of(Namespace.TIME)));
        }
        steps.add(new Step.DieWithParent(Signal.SIGKILL));
        steps.add(new Step.Setsid());
        Optional<ConfinedRoot> confined = spec.profile().map(profile -> new ConfinedRoot(spec, profile, namespaces));
        confined.ifPresent(root -> steps.addAll(root.shared()));
        propagation();
        steps.addAll(confined.map(ConfinedRoot::steps).orElseGet(() -> BareRoot.of(spec.view(), namespaces)));
        spec.isolation().hostname().ifPresent(name -> steps.add(new Step.Sethostname(name)));
        steps.addAll(spec.then());
        spec.process().cwd().ifPresent(this::workingDirectory);
        stdio.ifPresent(this::descriptors);
        steps.add(new Step.CloseOnExec(3));
        meeting.ifPresent(place -> steps.add(place.step()));
        spec.profile().ifPresent(this::privileges);
        steps.add(new Step.UnblockSignals());
        spec.profile().ifPresent(profile -> steps.addAll(profile.last()));
        execve();
        return new SyscallProgram(cloned, steps);
    }

    private boolean limited() {
        return !spec.limits().equals(Limits.none());
    }

    /** What is joined comes first; new namespaces are then copies of it, and owned by its user namespace. */
    private void join(Set<Namespace> cloned) {
        spec.isolation().joined().forEach(other -> steps.add(other.step()));
        Set<Namespace> copied = EnumSet.noneOf(Namespace.class);
        copied.addAll(cloned);
        // pid_namespaces(7): unshare(2) would put only the caller's children into the new namespace.
        copied.remove(Namespace.PID);
        if (!copied.isEmpty()) {
            steps.add(new Step.Unshare(copied));
        }
        cloned.retainAll(Set.of(Namespace.PID));
    }

    /** user_namespaces(7): one id may be mapped without privilege, if setgroups is given up first. */
    private void ids() {
        if (namespaces.contains(Namespace.USER)) {
            // The outer ids are those of the parent user namespace: in one that was joined, we are root.
            long uid = spec.joins(Namespace.USER) ? 0 : Credentials.uid();
            long gid = spec.joins(Namespace.USER) ? 0 : Credentials.gid();
            steps.add(new Step.WriteFile("/proc/self/uid_map", "0 " + uid + " 1"));
            steps.add(new Step.WriteFile("/proc/self/setgroups", "deny"));
            steps.add(new Step.WriteFile("/proc/self/gid_map", "0 " + gid + " 1"));
        }
    }

    /** mount_namespaces(7): a new mount namespace is a copy whose mounts may still be peers of the host's. */
    private void propagation() {
        if (namespaces.contains(Namespace.MNT)) {
            steps.add(new Step.Mount("", "/", "", EnumSet.of(REC, PRIVATE), ""));
        }
    }

    private void workingDirectory(String path) {
        if (spec.profile().isEmpty()) {
            steps.add(new Step.Chdir(path));
            return;
        }
        Path directory = Path.of("/").resolve(path).normalize();
        for (int i = 1; i <= directory.getNameCount(); i++) {
            steps.add(new Step.Mkdir("/" + directory.subpath(0, i), 0755));
        }
        // openat2(2), RESOLVE_NO_MAGICLINKS: a link such as /proc/self/fd/7 leads to a file, not to a path, and so
        // past every root. With it refused, what an absolute path leads to is below our root.
        Handle opened = new Handle("cwd");
        steps.add(
                new TreeStep.Open(opened, At.path(directory.toString()), true, EnumSet.of(ResolveFlag.NO_MAGICLINKS)));
        steps.add(new TreeStep.Enter(opened));
    }

    private void privileges(Profile profile) {
        steps.add(new IdentityStep.JoinSessionKeyring());
        for (Rlimit limit : spec.process().rlimits()) {
            steps.add(new IdentityStep.Limit(limit.resource(), limit.soft(), limit.hard()));
        }
        steps.addAll(profile.privileges(spec.process().user()));
        // PR_SET_PDEATHSIG(2const): "cleared ... when a process's effective user ID or group ID changes".
        spec.process().user().ifPresent(who -> steps.add(new Step.DieWithParent(Signal.SIGKILL)));
    }

    private void descriptors(Stdio stdio) {
        steps.add(new Step.Dup(stdio.in(), 0));
        steps.add(new Step.Dup(stdio.out(), 1));
        steps.add(new Step.Dup(stdio.err(), 2));
        if (stdio.terminal()) {
            steps.add(new Step.ControllingTerminal(stdio.in()));
        }
    }

    private void execve() {
        List<String> candidates = ProgramLookup.candidates(spec);
        int last = candidates.size() - 1;
        for (int i = 0; i <= last; i++) {
            steps.add(new Step.Execve(candidates.get(i), spec.argv(), spec.env(), i < last));
        }
    }
}
