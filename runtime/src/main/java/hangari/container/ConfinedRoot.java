package hangari.container;

import static hangari.linux.MountAttribute.NODEV;
import static hangari.linux.MountAttribute.NOEXEC;
import static hangari.linux.MountAttribute.NOSUID;
import static hangari.linux.MountAttribute.RDONLY;

import hangari.container.users.UserMap;
import hangari.linux.At;
import hangari.linux.FileStep;
import hangari.linux.Handle;
import hangari.linux.MountAttribute;
import hangari.linux.Namespace;
import hangari.linux.ResolveFlag;
import hangari.linux.Step;
import hangari.linux.TreeStep;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The root of a container that is not trusted, nor its image.
 *
 * <p>An image may hold a symbolic link wherever something is to be mounted, and another container may move the
 * directories of a shared volume while we walk them. So nothing is mounted by a path that leads from the host's root
 * into the image. The order makes that plain:
 *
 * <ol>
 *   <li>While the host's root is still there, everything that is taken from it is prepared as a tree that hangs
 *       nowhere, and held by a descriptor: volumes, devices, and proc, which the kernel would refuse later.
 *   <li>The root is changed, and the old one detached. From here on no path leads out, whatever links say: there is no
 *       outside.
 *   <li>Volumes are hung in, each at a place that was opened before and cannot change any more.
 *   <li>proc, dev and sys come on top of them, at names that must not be links, so no volume covers them; whatever is
 *       done in them after that goes through their own descriptors.
 * </ol>
 */
final class ConfinedRoot {
    static final Set<MountAttribute> INERT = EnumSet.of(NOSUID, NODEV, NOEXEC);

    private final ContainerSpec spec;
    private final Profile profile;
    private final Set<Namespace> namespaces;
    private final Optional<UserMap> users;
    private final Volumes volumes;
    private final ConfinedDev dev;
    private final ConfinedSys sys;
    private final Handle proc = new Handle("proc");
    private final List<Step> steps = new ArrayList<>();

    ConfinedRoot(ContainerSpec spec, Profile profile, Set<Namespace> namespaces, Optional<UserMap> users) {
        this.spec = spec;
        this.profile = profile;
        this.namespaces = namespaces;
        this.users = users;
        this.volumes = new Volumes(spec.view().mounts(), profile);
        Set<Namespace> apart = apartFromTheHost();
        this.dev = new ConfinedDev(profile, apart, users, spec.process().terminal(), hasSharedMemory());
        this.sys = new ConfinedSys(profile, apart, users);
        if (!spec.root().mounts() || spec.root() instanceof RootFs.BarePivot) {
            throw new IllegalArgumentException("a container with a profile needs a root of its own, not " + spec.root()
                    + ": give it layers, or a directory to pivot to");
        }
    }

    private boolean hasSharedMemory() {
        return !spec.view().mounts().contains(new ExtraMount.Nothing("/dev/shm"));
    }

    /** What it does not share with the host, be it its own or another container's. */
    private Set<Namespace> apartFromTheHost() {
        Set<Namespace> apart = EnumSet.noneOf(Namespace.class);
        apart.addAll(namespaces);
        spec.isolation().joined().forEach(other -> apart.addAll(other.namespaces()));
        return apart;
    }

    /** What must be copied while mounts are still peers of the host's. */
    List<Step> shared() {
        return volumes.copied();
    }

    /** From the host's root to the container's. */
    List<Step> steps() {
        steps.addAll(BareRoot.mounted(spec.root()));
        proc();
        steps.addAll(sys.prepared());
        steps.addAll(dev.prepared());
        steps.addAll(BareRoot.pivot(spec.root()));
        steps.add(new FileStep.Umask(022));
        steps.addAll(volumes.hungIn());
        steps.add(new FileStep.Umask(0));
        hang(steps, proc, "/proc");
        steps.addAll(dev.furnished());
        steps.addAll(volumes.hungInto("/dev", dev.tree()));
        steps.addAll(sys.furnished());
        steps.add(new FileStep.Umask(022));
        Map<String, String> sysctls = Sysctl.defaults(namespaces, users);
        sysctls.putAll(spec.isolation().sysctls());
        sysctls.forEach(
                (name, value) -> steps.add(new TreeStep.Write(At.in(proc, Sysctl.path(name, namespaces)), value)));
        // With other users it was written while the process was still root's.
        if (users.map(UserMap::isOurs).orElse(true)) {
            spec.process()
                    .oomScoreAdj()
                    .ifPresent(score ->
                            steps.add(new TreeStep.Write(At.in(proc, "self/oom_score_adj"), Integer.toString(score))));
        }
        steps.addAll(new Veil(profile.paths(), Map.of("/proc", proc, "/sys", sys.tree()), dev.tree()).steps());
        rootItself();
        return steps;
    }

    /** Where terminals are opened, in its own devpts. */
    At ptmx() {
        return At.in(dev.pts(), "ptmx");
    }

    At console() {
        return At.in(dev.tree(), "console");
    }

    private void proc() {
        if (namespaces.contains(Namespace.PID) || spec.joins(Namespace.PID)) {
            // user_namespaces(7): proc can be mounted only while another is fully visible, so before the old root goes.
            steps.add(new TreeStep.Make(proc, "proc", "proc", Map.of(), INERT));
        } else {
            steps.add(new TreeStep.Copy(proc, At.path("/proc"), true));
        }
    }

    /** Hangs a tree in at a directory that is no link: one of the image's could lead anywhere. */
    static void hang(List<Step> steps, Handle tree, String path) {
        Handle place = new Handle(path);
        steps.add(new TreeStep.Mkdir(At.path(path), 0755));
        steps.add(new TreeStep.Open(place, At.path(path), true, EnumSet.of(ResolveFlag.NO_SYMLINKS)));
        steps.add(new TreeStep.Attach(tree, At.self(place)));
    }

    /**
     * CAP_MKNOD is among docker's capabilities, so a container can make a node for the host's disk; NODEV keeps it from
     * being one. Devices that are meant are hung in one by one.
     */
    private void rootItself() {
        Set<MountAttribute> attributes = EnumSet.noneOf(MountAttribute.class);
        if (profile.devices() == Profile.Devices.DEFAULT) {
            attributes.add(NODEV);
        }
        if (spec.view().readOnly()) {
            // As docker: the working directory is made, if it is not there, while that can still be done.
            spec.process().cwd().ifPresent(path -> steps.addAll(ConfinedProcess.directories(path)));
            attributes.add(RDONLY);
        }
        if (!attributes.isEmpty()) {
            steps.add(new TreeStep.Restrict(At.path("/"), attributes, Set.of(), false));
        }
    }
}
