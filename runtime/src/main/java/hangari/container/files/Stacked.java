package hangari.container.files;

import static hangari.linux.MountFlag.NODEV;
import static hangari.linux.MountFlag.NOEXEC;
import static hangari.linux.MountFlag.NOSUID;
import static hangari.linux.MountFlag.PRIVATE;
import static hangari.linux.MountFlag.RDONLY;
import static hangari.linux.MountFlag.REC;

import hangari.container.users.ShiftedLayers;
import hangari.container.users.UserMap;
import hangari.image.OverlayOptions;
import hangari.linux.At;
import hangari.linux.Credentials;
import hangari.linux.DirectoryFd;
import hangari.linux.Errand;
import hangari.linux.FileStep;
import hangari.linux.Handle;
import hangari.linux.MountFlag;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.OneId;
import hangari.linux.Step;
import hangari.linux.TreeStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Layers as one directory, by a mount that only this process holds: in a namespace in which no process is. */
final class Stacked implements AutoCloseable {
    private final DirectoryFd directory;
    private final Optional<Errand> mount;

    private Stacked(DirectoryFd directory, Optional<Errand> mount) {
        this.directory = directory;
        this.mount = mount;
    }

    /**
     * Layers that are only read, the lowest first.
     *
     * @param at any directory, for a mount must be somewhere; what is in it is not touched
     */
    static Stacked toRead(List<Path> layers, Path at) {
        // overlayfs.rst: without an upper directory it takes two layers; one needs no overlay
        return layers.size() == 1
                ? new Stacked(DirectoryFd.open(layers.get(0)), Optional.empty())
                : mounted(OverlayOptions.readOnly(layers), at, EnumSet.of(RDONLY));
    }

    /** Layers with one of their own for what is written, beside which stands its {@code work} directory. */
    static Stacked toWrite(List<Path> lower, Path upper, Path at) {
        Path work = upper.resolveSibling("work");
        return mounted(OverlayOptions.of(lower, upper, work), at, EnumSet.noneOf(MountFlag.class));
    }

    /** The same for a container with users of its own, whose layers belong to these; its own layer is in a directory. */
    static Stacked shifted(List<Path> lower, Path own, UserMap users) {
        Errand errand = ShiftedLayers.stacked(lower, own, users, EnumSet.of(NODEV, NOSUID, NOEXEC));
        return new Stacked(errand.directory(), Optional.of(errand));
    }

    private static Stacked mounted(OverlayOptions options, Path at, Set<MountFlag> more) {
        Set<Namespace> namespaces = EnumSet.of(Namespace.MNT);
        List<Step> steps = new ArrayList<>();
        if (!Credentials.canAdministrate()) {
            namespaces.add(Namespace.USER);
            steps.addAll(OneId.steps(Credentials.uid(), Credentials.gid()));
        }
        // namespaces(7): an open file of the namespace keeps it alive when its last process has ended
        steps.add(new TreeStep.Open(new Handle("ns"), At.path("/proc/self/ns/mnt"), false, Set.of()));
        steps.add(new MountStep.Mount("", "/", "", EnumSet.of(REC, PRIVATE), ""));
        options.directory().ifPresent(directory -> steps.add(new FileStep.Chdir(directory.toString())));
        Set<MountFlag> flags = EnumSet.of(NODEV, NOSUID, NOEXEC);
        flags.addAll(more);
        steps.add(new MountStep.Mount("overlay", at.toString(), "overlay", flags, options.data()));
        steps.add(new FileStep.Chdir(at.toString()));
        Errand errand = Errand.to(namespaces, steps);
        return new Stacked(errand.directory(), Optional.of(errand));
    }

    /** What they show together. Closed with this. */
    DirectoryFd directory() {
        return directory;
    }

    @Override
    public void close() {
        directory.close();
        mount.ifPresent(Errand::close);
    }
}
