package hangari.container;

import static hangari.linux.MountFlag.BIND;
import static hangari.linux.MountFlag.NODEV;
import static hangari.linux.MountFlag.NOEXEC;
import static hangari.linux.MountFlag.NOSUID;
import static hangari.linux.MountFlag.RDONLY;
import static hangari.linux.MountFlag.REC;
import static hangari.linux.MountFlag.STRICTATIME;

import hangari.linux.FileStep;
import hangari.linux.MountFlag;
import hangari.linux.MountStep;
import hangari.linux.Namespace;
import hangari.linux.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every Linux container finds at {@code /proc}, {@code /dev} and {@code /sys}.
 *
 * <p>Source: OCI runtime specification, config-linux, "Default Filesystems" and "Default Devices".
 */
final class DefaultMounts {
    private static final int S_IFREG = 0100000;
    private static final int S_IFCHR = 0020000;
    private static final Map<String, int[]> DEVICES = Map.of(
            "null", new int[] {1, 3},
            "zero", new int[] {1, 5},
            "full", new int[] {1, 7},
            "random", new int[] {1, 8},
            "urandom", new int[] {1, 9},
            "tty", new int[] {5, 0});

    private final String root;
    private final Set<Namespace> namespaces;
    private final List<Step> steps = new ArrayList<>();

    private DefaultMounts(String root, Set<Namespace> namespaces) {
        this.root = root;
        this.namespaces = namespaces;
    }

    /** The steps that mount them below a directory. */
    static List<Step> below(String root, Set<Namespace> namespaces) {
        DefaultMounts mounts = new DefaultMounts(root, namespaces);
        mounts.proc();
        mounts.dev();
        mounts.sys();
        return mounts.steps;
    }

    private boolean rootless() {
        return namespaces.contains(Namespace.USER);
    }

    private void proc() {
        if (rootless() && !namespaces.contains(Namespace.PID)) {
            // user_namespaces(7): a proc of the host's PID namespace may not be mounted from below; show the host's.
            bind("/proc", "/proc", EnumSet.of(BIND, REC));
        } else {
            mount("proc", "/proc", "proc", EnumSet.of(NOSUID, NODEV, NOEXEC), "");
        }
    }

    private void dev() {
        mount("tmpfs", "/dev", "tmpfs", EnumSet.of(NOSUID, STRICTATIME), "mode=755,size=65536k");
        DEVICES.keySet().stream().sorted().forEach(this::device);
        // "newinstance" is how devpts has always been since Linux 4.7; gid 5 is not mapped in a one-id user namespace.
        String pts = "ptmxmode=0666,mode=0620" + (rootless() ? "" : ",gid=5");
        mount("devpts", "/dev/pts", "devpts", EnumSet.of(NOSUID, NOEXEC), pts);
        mount("shm", "/dev/shm", "tmpfs", EnumSet.of(NOSUID, NODEV, NOEXEC), "mode=1777,size=65536k");
        if (namespaces.contains(Namespace.IPC)) {
            mount("mqueue", "/dev/mqueue", "mqueue", EnumSet.of(NOSUID, NODEV, NOEXEC), "");
        }
        steps.add(new FileStep.Symlink("pts/ptmx", root + "/dev/ptmx"));
        steps.add(new FileStep.Symlink("/proc/self/fd", root + "/dev/fd"));
        steps.add(new FileStep.Symlink("/proc/self/fd/0", root + "/dev/stdin"));
        steps.add(new FileStep.Symlink("/proc/self/fd/1", root + "/dev/stdout"));
        steps.add(new FileStep.Symlink("/proc/self/fd/2", root + "/dev/stderr"));
    }

    private void device(String name) {
        String path = "/dev/" + name;
        int[] number = DEVICES.getOrDefault(name, new int[2]);
        if (rootless()) {
            // mknod(2): EPERM in a user namespace, so the host's node is bound onto an empty file.
            steps.add(new FileStep.Mknod(root + path, S_IFREG | 0666, 0, 0));
            steps.add(new MountStep.Mount(path, root + path, "", EnumSet.of(BIND), ""));
        } else {
            steps.add(new FileStep.Mknod(root + path, S_IFCHR | 0666, number[0], number[1]));
        }
    }

    private void sys() {
        if (rootless() || !namespaces.contains(Namespace.NET)) {
            bind("/sys", "/sys", EnumSet.of(BIND, REC));
        } else {
            mount("sysfs", "/sys", "sysfs", EnumSet.of(NOSUID, NODEV, NOEXEC, RDONLY), "");
        }
    }

    private void mount(String source, String target, String type, Set<MountFlag> flags, String data) {
        steps.add(new FileStep.Mkdir(root + target, 0755));
        steps.add(new MountStep.Mount(source, root + target, type, flags, data));
    }

    private void bind(String source, String target, Set<MountFlag> flags) {
        steps.add(new FileStep.Mkdir(root + target, 0755));
        steps.add(new MountStep.Mount(source, root + target, "", flags, ""));
    }
}
