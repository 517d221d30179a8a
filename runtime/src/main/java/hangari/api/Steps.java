package hangari.api;

import hangari.linux.FileStep;
import hangari.linux.MountFlag;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.NamespaceStep;
import hangari.linux.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** System calls to put between {@code clone3} and {@code execve}, by their names. See {@link Box#then}. */
public final class Steps {
    private Steps() {}

    /** {@code chroot(2)}. */
    public static Step chroot(String path) {
        return new MountStep.Chroot(path);
    }

    /** {@code chdir(2)}. */
    public static Step chdir(String path) {
        return new FileStep.Chdir(path);
    }

    /** {@code mkdir(2)}, with mode 0755. */
    public static Step mkdir(String path) {
        return new FileStep.Mkdir(path, 0755);
    }

    /** {@code sethostname(2)}. */
    public static Step sethostname(String name) {
        return new NamespaceStep.Sethostname(name);
    }

    /** {@code unshare(2)}. */
    public static Step unshare(Namespace... namespaces) {
        return new NamespaceStep.Unshare(Set.copyOf(List.of(namespaces)));
    }

    /** {@code mount(2)} of a file system of a type, such as {@code mount("proc", "/proc")}. */
    public static Step mount(String type, String target) {
        return new MountStep.Mount(type, target, type, Set.of(), "");
    }

    /** {@code mount(2)} with {@code MS_BIND|MS_REC}: the source is seen at the target as well. */
    public static Step bind(String source, String target) {
        return new MountStep.Mount(source, target, "", EnumSet.of(MountFlag.BIND, MountFlag.REC), "");
    }

    /** {@code mount(2)} with {@code MS_REC|MS_PRIVATE}: mounts below here no longer reach other namespaces. */
    public static Step makePrivate(String target) {
        return new MountStep.Mount("", target, "", EnumSet.of(MountFlag.REC, MountFlag.PRIVATE), "");
    }

    /** {@code mount(2)} with {@code MS_SHARED}: mounts below here reach the peers of this mount. */
    public static Step makeShared(String target) {
        return new MountStep.Mount("", target, "", EnumSet.of(MountFlag.SHARED), "");
    }

    /** {@code pivot_root(2)}. */
    public static Step pivotRoot(String newRoot, String putOld) {
        return new MountStep.PivotRoot(newRoot, putOld);
    }

    /** {@code umount2(2)} with {@code MNT_DETACH}. */
    public static Step detach(String target) {
        return new MountStep.Detach(target);
    }
}
