package hangari.container;

import hangari.container.users.UserMap;
import hangari.linux.At;
import hangari.linux.FileStep;
import hangari.linux.Handle;
import hangari.linux.IdentityStep;
import hangari.linux.ProcessStep;
import hangari.linux.ResolveFlag;
import hangari.linux.Signal;
import hangari.linux.Step;
import hangari.linux.TerminalStep;
import hangari.linux.TreeStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** What a process with a profile becomes, be it a container's first or a further one: where, on what, as whom. */
final class ConfinedProcess {
    /** Becomes root of a user namespace in which it was nobody so far. */
    static final List<Step> ROOT = List.of(new IdentityStep.Setgid(0), new IdentityStep.Setuid(0));

    private final ContainerSpec spec;
    private final Wiring wiring;

    ConfinedProcess(ContainerSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
    }

    /** Makes a directory, and those above it, if they are not there. */
    static List<Step> directories(String path) {
        List<Step> steps = new ArrayList<>();
        Path directory = Path.of("/").resolve(path).normalize();
        for (int i = 1; i <= directory.getNameCount() && directory.getNameCount() > 0; i++) {
            steps.add(new FileStep.Mkdir("/" + directory.subpath(0, i), 0755));
        }
        return steps;
    }

    /** Makes a directory if it is not there, and goes there by no link that leads past the root (CVE-2024-21626). */
    static List<Step> workingDirectory(String path) {
        List<Step> steps = new ArrayList<>(directories(path));
        Path directory = Path.of("/").resolve(path).normalize();
        // openat2(2), RESOLVE_NO_MAGICLINKS: a link such as /proc/self/fd/7 leads to a file, not to a path, and so
        // past every root. With it refused, what an absolute path leads to is below our root.
        Handle opened = new Handle("cwd");
        steps.add(
                new TreeStep.Open(opened, At.path(directory.toString()), true, EnumSet.of(ResolveFlag.NO_MAGICLINKS)));
        steps.add(new TreeStep.Enter(opened));
        return steps;
    }

    /**
     * The descriptors 0, 1 and 2: those it is given, or a terminal of its own.
     *
     * @param ptmx where terminals are opened
     * @param console where the terminal is hung in as {@code /dev/console}
     */
    List<Step> descriptors(At ptmx, Optional<At> console) {
        List<Step> steps = new ArrayList<>();
        if (!spec.process().terminal()) {
            wiring.stdio().ifPresent(stdio -> steps.addAll(stdio.steps()));
            return steps;
        }
        Handle master = new Handle("master");
        Handle terminal = new Handle("terminal");
        steps.add(new TerminalStep.OpenMaster(master, ptmx));
        wiring.terminal().ifPresent(meeting -> steps.add(meeting.step()));
        steps.add(new TerminalStep.OpenTerminal(master, terminal));
        console.ifPresent(place -> {
            Handle copy = new Handle("console");
            steps.add(new TreeStep.Copy(copy, At.self(terminal), false));
            steps.add(new TreeStep.Attach(copy, place));
        });
        return steps;
    }

    /** Makes its terminal the one that the session answers to. */
    List<Step> control() {
        return spec.process().terminal() ? List.of(new TerminalStep.Control()) : List.of();
    }

    /**
     * Gives up privileges and becomes its user; the filter comes later.
     *
     * @param users those that there are, if they are not the host's
     */
    List<Step> privileges(Optional<UserMap> users) {
        List<Step> steps = new ArrayList<>();
        steps.add(new IdentityStep.JoinSessionKeyring());
        for (Rlimit limit : spec.process().rlimits()) {
            steps.add(new IdentityStep.Limit(limit.resource(), limit.soft(), limit.hard()));
        }
        boolean alone = users.filter(UserMap::hasOneUser).isPresent();
        Optional<Identity> user = spec.process().user().filter(who -> !alone || !isRoot(who));
        user.ifPresent(who -> mustBeMapped(who, users));
        if (!alone && user.isEmpty()) {
            // The launcher's further groups are not the container's: a user of the host may be in "disk".
            steps.add(new IdentityStep.Setgroups(List.of(Identity.ROOT.gid())));
        }
        spec.profile().ifPresent(profile -> steps.addAll(profile.privileges(user)));
        // PR_SET_PDEATHSIG(2const): it is cleared when the effective user or group ID changes.
        user.ifPresent(who -> steps.add(new ProcessStep.DieWithParent(Signal.SIGKILL)));
        return steps;
    }

    private static void mustBeMapped(Identity who, Optional<UserMap> users) {
        if (users.isEmpty() || users.get().has(who.uid(), who.allGroups())) {
            return;
        }
        UserMap map = users.get();
        throw new IllegalArgumentException("user " + who + " is not mapped: "
                + (map.hasOneUser()
                        ? "a user namespace made without privilege has one id, that of root: run as user 0"
                        : "the container has the users 0 to " + UserMap.last(map.uids()) + " and the groups 0 to "
                                + UserMap.last(map.gids()) + ": run as one of them"));
    }

    private static boolean isRoot(Identity who) {
        return who.uid() == 0 && who.gid() == 0;
    }
}
