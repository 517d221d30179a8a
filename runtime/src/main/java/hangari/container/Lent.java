package hangari.container;

import hangari.container.users.ShiftedLayers;
import hangari.container.users.UserMap;
import hangari.linux.At;
import hangari.linux.Credentials;
import hangari.linux.DetachedMount;
import hangari.linux.Errand;
import hangari.linux.Fd;
import hangari.linux.Handle;
import hangari.linux.Namespace;
import hangari.linux.TreeStep;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a container cannot reach itself, lent as open mounts: to one that has other users than the host, the paths that
 * only root can walk and layers that show their owners as the container's own; to any, what another container has.
 *
 * @param spec what is wanted, with what is lent in it
 * @param held lets go of what is lent; the container has its own once it has begun
 * @param descriptors what is lent
 */
record Lent(ContainerSpec spec, List<Runnable> held, List<Fd> descriptors) implements AutoCloseable {
    /** Lends what it needs, which is mostly nothing. */
    static Lent to(ContainerSpec spec) {
        Lent lent = new Lent(spec, new ArrayList<>(), new ArrayList<>());
        try {
            Optional<UserMap> others =
                    Planner.users(spec).filter(map -> !map.isOurs() && Credentials.canAdministrate());
            return lent.with(others);
        } catch (RuntimeException e) {
            lent.close();
            throw e;
        }
    }

    private Lent with(Optional<UserMap> users) {
        View view = spec.view();
        RootFs root = view.root() instanceof RootFs.Overlay overlay && users.isPresent()
                ? stacked(overlay, users.get())
                : view.root();
        List<ExtraMount> mounts =
                view.mounts().stream().map(mount -> lent(mount, users)).toList();
        return new Lent(spec.withView(new View(root, view.readOnly(), mounts)), held, descriptors);
    }

    private RootFs stacked(RootFs.Overlay overlay, UserMap users) {
        Errand errand = ShiftedLayers.stacked(overlay.lower(), overlay.upper().resolveSibling("."), users, Set.of());
        return new RootFs.Mounted(overlay, kept(errand), new Handle("root"));
    }

    private ExtraMount lent(ExtraMount mount, Optional<UserMap> users) {
        if (mount instanceof ExtraMount.Theirs theirs) {
            return new ExtraMount.Tree(
                    kept(mountOf(theirs)), true, theirs.target(), Set.of(), ExtraMount.Propagation.PRIVATE);
        }
        if (users.isEmpty() || !(mount instanceof ExtraMount.Bind bind)) {
            return mount;
        }
        DetachedMount copy = DetachedMount.copy(bind.source());
        held.add(copy::close);
        descriptors.add(copy.file());
        return new ExtraMount.Tree(
                copy.file(), Files.isDirectory(bind.source()), bind.target(), bind.attributes(), bind.propagation());
    }

    /** open_tree(2): the mount must be of the caller's own mount namespace, so somebody goes there. */
    private static Errand mountOf(ExtraMount.Theirs theirs) {
        Handle tree = new Handle("tree");
        Set<Namespace> there = EnumSet.of(Namespace.MNT);
        if (UserMap.of(theirs.pid()).isPresent()) {
            there.add(Namespace.USER);
        }
        return Errand.to(
                Set.of(),
                List.of(
                        new Joined(theirs.pid(), there).step(),
                        new TreeStep.Copy(tree, At.path(theirs.target()), false),
                        new TreeStep.Enter(tree)));
    }

    private Fd kept(Errand errand) {
        held.add(errand::close);
        descriptors.add(errand.place());
        return errand.place();
    }

    @Override
    public void close() {
        held.forEach(Runnable::run);
    }
}
