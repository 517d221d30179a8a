package hangari.container;

import hangari.linux.At;
import hangari.linux.Credentials;
import hangari.linux.DirectoryFd;
import hangari.linux.Errno;
import hangari.linux.Handle;
import hangari.linux.KernelException;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.Meeting;
import hangari.linux.MountFlag;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.OneId;
import hangari.linux.ProcessStep;
import hangari.linux.Refusal;
import hangari.linux.ResolveFlag;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.linux.TreeStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets one look into a directory of an image as a container would see it: its layers stacked, its links resolved below
 * its own root.
 *
 * <pre>{@code
 * boolean there = ImageDirectory.visit(root, "/var/lib/data", data -> names.addAll(data.names()));
 * }</pre>
 *
 * <p>A child stacks the layers, changes its root to them and goes to the directory; while it waits there, we open its
 * working directory. So whatever links lead to the place, the kernel follows them where there is no outside.
 */
public final class ImageDirectory {
    // path_resolution(7): what a path that leads nowhere is answered with.
    private static final Set<Errno> NOT_THERE = EnumSet.of(Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP);

    private ImageDirectory() {}

    /**
     * Shows a directory; false if the image has none at the place.
     *
     * @param path absolute, in the image
     * @param visitor what is done with it, while it is open
     * @throws KernelException if the root cannot be mounted
     */
    public static boolean visit(RootFs root, String path, Consumer<DirectoryFd> visitor) {
        Handle place = new Handle("place");
        try (Meeting meeting = new Meeting()) {
            Set<Namespace> namespaces = EnumSet.of(Namespace.MNT);
            List<Step> steps = new ArrayList<>(alone(root, namespaces));
            steps.addAll(BareRoot.pivot(root));
            steps.add(new TreeStep.Open(place, At.path(path), true, EnumSet.of(ResolveFlag.NO_MAGICLINKS)));
            steps.add(new TreeStep.Enter(place));
            steps.add(meeting.step());
            steps.add(new ProcessStep.Exit(0));
            Launch launch = Launcher.probes().launch(new SyscallProgram(namespaces, steps), meeting, pid -> {
                try (DirectoryFd directory = DirectoryFd.open(Path.of("/proc/" + pid + "/cwd"))) {
                    visitor.accept(directory);
                }
            });
            launch.child().ifPresent(child -> child.await());
            launch.refusal().filter(refusal -> !isMissing(refusal)).ifPresent(refusal -> {
                throw new KernelException(refusal);
            });
            return launch.refusal().isEmpty();
        }
    }

    private static boolean isMissing(Refusal refusal) {
        return refusal.call().equals("openat2") && NOT_THERE.contains(refusal.errno());
    }

    /** The steps that mount a root where nobody else sees it; adds the namespace that this takes without privilege. */
    static List<Step> alone(RootFs root, Set<Namespace> namespaces) {
        List<Step> steps = new ArrayList<>();
        if (!Credentials.canAdministrate()) {
            namespaces.add(Namespace.USER);
            steps.addAll(OneId.steps(Credentials.uid(), Credentials.gid()));
        }
        steps.add(new MountStep.Mount("", "/", "", EnumSet.of(MountFlag.REC, MountFlag.PRIVATE), ""));
        steps.addAll(BareRoot.mounted(root));
        return steps;
    }
}
