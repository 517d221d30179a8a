package hangari.container;

import static hangari.linux.MountFlag.BIND;
import static hangari.linux.MountFlag.NODEV;
import static hangari.linux.MountFlag.NOEXEC;
import static hangari.linux.MountFlag.NOSUID;
import static hangari.linux.MountFlag.REC;

import hangari.image.OverlayOptions;
import hangari.linux.At;
import hangari.linux.FileStep;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.Step;
import hangari.linux.TreeStep;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The root of a box without a profile: each wish is one or a few calls, by paths, as the lessons show them. */
final class BareRoot {
    private static final int S_IFREG = 0100000;

    private final View view;
    private final Set<Namespace> namespaces;
    private final List<Step> steps = new ArrayList<>();

    private BareRoot(View view, Set<Namespace> namespaces) {
        this.view = view;
        this.namespaces = namespaces;
    }

    /** The steps from the host's root to the box's own. */
    static List<Step> of(View view, Set<Namespace> namespaces) {
        BareRoot bare = new BareRoot(view, namespaces);
        bare.root();
        return bare.steps;
    }

    /** The steps that make the root a mount of its own; nothing is mounted on it yet. */
    static List<Step> mounted(RootFs root) {
        if (root instanceof RootFs.Pivot) {
            // pivot_root(2): new_root must be a mount point.
            return List.of(new MountStep.Mount(root.prefix(), root.prefix(), "", EnumSet.of(BIND, REC), ""));
        }
        if (root instanceof RootFs.Mounted mounted) {
            return List.of(new TreeStep.Take(mounted.tree(), mounted.file()));
        }
        return root instanceof RootFs.Overlay overlay ? stacked(overlay) : List.of();
    }

    private static List<Step> stacked(RootFs.Overlay overlay) {
        List<Step> steps = new ArrayList<>();
        OverlayOptions options = OverlayOptions.of(overlay.lower(), overlay.upper(), overlay.work());
        options.directory().ifPresent(directory -> steps.add(new FileStep.Chdir(directory.toString())));
        steps.add(new MountStep.Mount("overlay", overlay.merged().toString(), "overlay", Set.of(), options.data()));
        return steps;
    }

    /** pivot_root(2), "pivot_root(".", ".")": the old root ends up stacked on the new one, and is detached. */
    static List<Step> pivot(RootFs newRoot) {
        List<Step> steps = new ArrayList<>();
        if (newRoot instanceof RootFs.Mounted mounted) {
            // Over the old root, for there is no other place that whoever has other users can be sure of.
            steps.add(new TreeStep.Attach(mounted.tree(), At.path("/")));
            steps.add(new TreeStep.Enter(mounted.tree()));
        } else {
            steps.add(new FileStep.Chdir(newRoot.prefix()));
        }
        steps.addAll(List.of(new MountStep.PivotRoot(".", "."), new MountStep.Detach("."), new FileStep.Chdir("/")));
        return steps;
    }

    private void root() {
        String prefix = view.root().prefix();
        steps.addAll(mounted(view.root()));
        if (view.root() instanceof RootFs.Pivot || view.root() instanceof RootFs.Overlay) {
            steps.add(new FileStep.Umask(0));
            steps.addAll(DefaultMounts.below(prefix, namespaces));
            steps.add(new FileStep.Umask(022));
        }
        view.mounts().forEach(mount -> extra(prefix, mount));
        if (view.root() instanceof RootFs.Chroot) {
            steps.add(new MountStep.Chroot(prefix));
            steps.add(new FileStep.Chdir("/"));
        } else if (view.root().mounts()) {
            steps.addAll(pivot(view.root()));
        }
    }

    private void extra(String prefix, ExtraMount wanted) {
        ExtraMount mount = wanted instanceof ExtraMount.Device device
                ? new ExtraMount.Bind(device.source(), device.target())
                : wanted;
        String target = prefix + mount.target();
        if (mount instanceof ExtraMount.Bind bind && !Files.isDirectory(bind.source())) {
            steps.add(new FileStep.Mknod(target, S_IFREG | 0644, 0, 0));
        } else {
            steps.add(new FileStep.Mkdir(target, 0755));
        }
        if (mount instanceof ExtraMount.Tree
                || mount instanceof ExtraMount.Theirs
                || mount instanceof ExtraMount.Nothing) {
            throw new IllegalArgumentException("a box without a profile takes no " + mount);
        }
        if (mount instanceof ExtraMount.Bind bind) {
            steps.add(new MountStep.Mount(bind.source().toString(), target, "", EnumSet.of(BIND, REC), ""));
        } else if (mount instanceof ExtraMount.Tmpfs tmpfs) {
            steps.add(new MountStep.Mount("tmpfs", target, "tmpfs", EnumSet.of(NOSUID, NODEV), tmpfs.options()));
        } else {
            steps.add(new MountStep.Mount("proc", target, "proc", EnumSet.of(NOSUID, NODEV, NOEXEC), ""));
        }
    }
}
