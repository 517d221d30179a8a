package hangari.container;

import hangari.container.users.ShiftedLayers;
import hangari.container.users.UserMap;
import hangari.linux.Credentials;
import hangari.linux.DetachedMount;
import hangari.linux.Errand;
import hangari.linux.Fd;
import hangari.linux.Handle;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What root lends a container that has other users than the host: open mounts in place of paths that only root can walk,
 * and layers that show their owners as the container's own.
 *
 * @param spec what is wanted, with what is lent in it
 * @param held what is lent; the container has its own once it has begun
 */
record Lent(ContainerSpec spec, List<AutoCloseable> held, List<Fd> descriptors) implements AutoCloseable {
    /** Lends what it needs, which without root, or with the users of the host, is nothing. */
    static Lent to(ContainerSpec spec) {
        Optional<UserMap> users = Planner.users(spec);
        if (users.isEmpty() || users.get().isOurs() || !Credentials.canAdministrate()) {
            return new Lent(spec, List.of(), List.of());
        }
        Lent lent = new Lent(spec, new ArrayList<>(), new ArrayList<>());
        try {
            return lent.with(users.get());
        } catch (RuntimeException e) {
            lent.close();
            throw e;
        }
    }

    private Lent with(UserMap users) {
        View view = spec.view();
        RootFs root = view.root() instanceof RootFs.Overlay overlay ? stacked(overlay, users) : view.root();
        List<ExtraMount> mounts = view.mounts().stream().map(this::open).toList();
        return new Lent(spec.withView(new View(root, view.readOnly(), mounts)), held, descriptors);
    }

    private RootFs stacked(RootFs.Overlay overlay, UserMap users) {
        Errand errand = ShiftedLayers.stacked(overlay.lower(), overlay.upper().resolveSibling("."), users, Set.of());
        held.add(errand);
        descriptors.add(errand.place());
        return new RootFs.Mounted(overlay, errand.place(), new Handle("root"));
    }

    private ExtraMount open(ExtraMount mount) {
        if (!(mount instanceof ExtraMount.Bind bind)) {
            return mount;
        }
        DetachedMount copy = DetachedMount.copy(bind.source());
        held.add(copy);
        descriptors.add(copy.file());
        return new ExtraMount.Tree(
                copy.file(), Files.isDirectory(bind.source()), bind.target(), bind.attributes(), bind.propagation());
    }

    @Override
    public void close() {
        for (AutoCloseable one : held) {
            if (one instanceof Errand errand) {
                errand.close();
            } else if (one instanceof DetachedMount mount) {
                mount.close();
            }
        }
    }
}
