package hangari.container;

import hangari.linux.At;
import hangari.linux.Handle;
import hangari.linux.KernelException;
import hangari.linux.Launch;
import hangari.linux.Launcher;
import hangari.linux.MountAttribute;
import hangari.linux.Namespace;
import hangari.linux.NamespaceStep;
import hangari.linux.ProcessStep;
import hangari.linux.ResolveFlag;
import hangari.linux.Step;
import hangari.linux.SyscallProgram;
import hangari.linux.TreeStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the users of an image, or of a container that runs, where they are: by a child that sees that root and no other.
 *
 * <p>The files may be links, pipes or devices, and of any size: links are resolved below the root, nothing is waited
 * for, no device is opened, and 256 KiB are read at most.
 */
public final class ImageUsers {
    private static final int MOST = 256 * 1024;

    private ImageUsers() {}

    /**
     * The users of an image.
     *
     * @throws KernelException if its root cannot be mounted, or a file cannot be opened for another reason than that it
     *     is not there
     */
    public static UserDatabase of(RootFs root) {
        Set<Namespace> namespaces = EnumSet.of(Namespace.MNT);
        List<Step> steps = ImageDirectory.alone(root, namespaces);
        String prefix = root.prefix().isEmpty() ? "/" : root.prefix();
        Handle top = new Handle("root");
        if (root.mounts()) {
            steps.add(new TreeStep.Restrict(At.path(prefix), EnumSet.of(MountAttribute.NODEV), Set.of(), false));
        }
        steps.add(new TreeStep.Open(top, At.path(prefix), true, Set.of()));
        Set<ResolveFlag> below = EnumSet.of(ResolveFlag.IN_ROOT, ResolveFlag.NO_MAGICLINKS, ResolveFlag.NO_XDEV);
        steps.add(new TreeStep.Read(At.in(top, "etc/passwd"), MOST, below));
        steps.add(new TreeStep.Read(At.in(top, "etc/group"), MOST, below));
        return read(namespaces, steps);
    }

    /** The users of a container that runs. */
    static UserDatabase of(Target target) {
        Set<Namespace> joined = EnumSet.noneOf(Namespace.class);
        joined.addAll(target.namespaces());
        joined.retainAll(EnumSet.of(Namespace.USER, Namespace.MNT));
        Set<ResolveFlag> here = EnumSet.of(ResolveFlag.NO_MAGICLINKS);
        return read(
                Set.of(),
                List.of(
                        new NamespaceStep.Join(target.pidfd(), joined),
                        new TreeStep.Read(At.path("/etc/passwd"), MOST, here),
                        new TreeStep.Read(At.path("/etc/group"), MOST, here)));
    }

    private static UserDatabase read(Set<Namespace> namespaces, List<Step> steps) {
        steps = new ArrayList<>(steps);
        steps.add(new ProcessStep.Exit(0));
        Launch launch = Launcher.probes().launch(new SyscallProgram(namespaces, steps));
        launch.child().ifPresent(child -> child.await());
        launch.refusal().ifPresent(refusal -> {
            throw new KernelException(refusal);
        });
        List<byte[]> files = launch.read();
        return UserDatabase.of(text(files.get(0)), text(files.get(1)));
    }

    private static String text(byte[] room) {
        String all = new String(room, StandardCharsets.UTF_8);
        int end = all.indexOf('\0');
        return end < 0 ? all : all.substring(0, end);
    }
}
