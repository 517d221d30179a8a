package hangari.container.users;

import hangari.linux.At;
import hangari.linux.Errand;
import hangari.linux.FileStep;
import hangari.linux.Handle;
import hangari.linux.KernelException;
import hangari.linux.MountAttribute;
import hangari.linux.MountFlag;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.Step;
import hangari.linux.TreeStep;
import hangari.linux.UserNamespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Layers of root's, stacked as a container sees them whose users are others: what root owns on the disk belongs to the
 * container's root there, and so on for every id.
 *
 * <p>No file is changed, and all containers share the layers: each layer is shown by a mount of its own that translates
 * the owners. What is written goes to the layer above, which is not translated, so there the files of the container's
 * root belong to its number on the host.
 *
 * <p>Source: {@code mount_setattr(2)}; overlayfs takes such mounts as lower layers since Linux 5.19.
 */
public final class ShiftedLayers {
    private static final String OWN = "own";
    private static final String MERGED = "merged";

    private ShiftedLayers() {}

    /**
     * Stacks them by a mount that hangs nowhere and is gone when the errand is closed.
     *
     * @param lower the read-only layers, the lowest first
     * @param own a directory with {@code upper}, which takes what is written, and {@code work}
     * @param flags what the mount may not be used for
     * @throws UsersException if the kernel or the file system of a layer cannot do this
     */
    public static Errand stacked(List<Path> lower, Path own, UserMap map, Set<MountFlag> flags) {
        try (UserNamespace users = UserNamespace.with(new MapWriter(map))) {
            return Errand.to(EnumSet.of(Namespace.MNT), steps(lower, own, users, flags));
        } catch (KernelException e) {
            throw new UsersException(
                    "cannot show the files of the image to users of another number: " + e.getMessage()
                            + ": this takes Linux 5.19, and layers on a file system such as ext4, xfs or btrfs: leave"
                            + " --userns out",
                    e);
        }
    }

    private static List<Step> steps(List<Path> lower, Path own, UserNamespace users, Set<MountFlag> flags) {
        Handle stage = new Handle("stage");
        Handle tree = new Handle("tree");
        List<Step> steps = new ArrayList<>();
        steps.add(new MountStep.Mount("", "/", "", EnumSet.of(MountFlag.REC, MountFlag.PRIVATE), ""));
        // Layers get short names of one directory, for mount(2) takes one page of options.
        steps.add(new TreeStep.Make(
                stage, "tmpfs", "stage", Map.of("mode", "700"), EnumSet.noneOf(MountAttribute.class)));
        steps.add(new TreeStep.Attach(stage, At.path("/")));
        steps.add(new TreeStep.Enter(stage));
        List<String> names = new ArrayList<>();
        for (Path layer : lower) {
            Handle copy = new Handle("layer " + names.size());
            steps.add(new TreeStep.Copy(copy, At.path(layer.toString()), false));
            steps.add(new TreeStep.Shift(At.self(copy), users.file()));
            hang(steps, copy, stage, Integer.toString(names.size()));
            names.add(Integer.toString(names.size()));
        }
        Handle copy = new Handle(OWN);
        steps.add(new TreeStep.Copy(copy, At.path(own.toString()), false));
        hang(steps, copy, stage, OWN);
        // overlayfs.rst: "stacked beginning from the rightmost one and going left"
        Collections.reverse(names);
        String options = "lowerdir=" + String.join(":", names) + ",upperdir=" + OWN + "/upper,workdir=" + OWN
                + "/work,userxattr";
        steps.add(new FileStep.Mkdir(MERGED, 0700));
        steps.add(new MountStep.Mount("overlay", MERGED, "overlay", flags, options));
        steps.add(new TreeStep.Copy(tree, At.path(MERGED), false));
        steps.add(new TreeStep.Enter(tree));
        return steps;
    }

    private static void hang(List<Step> steps, Handle tree, Handle stage, String name) {
        steps.add(new TreeStep.Mkdir(At.in(stage, name), 0700));
        steps.add(new TreeStep.Attach(tree, At.in(stage, name)));
    }
}
