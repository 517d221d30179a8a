package hangari.container;

import static hangari.linux.MountAttribute.NODEV;
import static hangari.linux.MountAttribute.NOEXEC;
import static hangari.linux.MountAttribute.NOSUID;
import static hangari.linux.MountAttribute.RDONLY;
import static hangari.linux.MountAttribute.STRICTATIME;

import hangari.container.users.UserMap;
import hangari.linux.At;
import hangari.linux.Handle;
import hangari.linux.MountAttribute;
import hangari.linux.Namespace;
import hangari.linux.Step;
import hangari.linux.TreeStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A container's own {@code /dev}: a file system in memory that nobody else can reach, filled through its descriptor.
 *
 * <p>No node on it is a device ({@code NODEV}); each device that the container may use is hung in by itself.
 *
 * <p>Source: OCI runtime specification, config-linux, "Default Devices".
 */
final class ConfinedDev {
    private static final int S_IFREG = 0100000;
    /** Debian's group "tty". */
    private static final long TTY = 5;

    private static final List<String> DEFAULT = List.of("full", "null", "random", "tty", "urandom", "zero");

    /**
     * The node is the host's own, and root of the container is root: without RDONLY a {@code chmod} in there would take
     * {@code /dev/null} from everybody. A device can be written through a mount that cannot.
     */
    static final Set<MountAttribute> NODE = EnumSet.of(RDONLY, NOSUID, NOEXEC);

    private final Set<Namespace> namespaces;
    private final Optional<UserMap> users;
    private final boolean terminal;
    private final boolean sharedMemory;
    private final Handle tree = new Handle("dev");
    private final Handle pts = new Handle("devpts");
    private final Map<String, Handle> memory = new LinkedHashMap<>();
    private final Map<String, Handle> devices = new LinkedHashMap<>();

    ConfinedDev(
            Profile profile,
            Set<Namespace> namespaces,
            Optional<UserMap> users,
            boolean terminal,
            boolean sharedMemory) {
        this.sharedMemory = sharedMemory;
        this.namespaces = namespaces;
        this.users = users;
        this.terminal = terminal;
        List<String> names = profile.devices() == Profile.Devices.HOST ? HostDevices.names() : DEFAULT;
        names.forEach(name -> devices.put(name, new Handle(name)));
    }

    Handle tree() {
        return tree;
    }

    Handle pts() {
        return pts;
    }

    /** While the host's devices are still seen. */
    List<Step> prepared() {
        List<Step> steps = new ArrayList<>();
        devices.forEach((name, handle) -> {
            steps.add(new TreeStep.Copy(handle, At.path("/dev/" + name), false));
            steps.add(new TreeStep.Restrict(At.self(handle), NODE, Set.of(), false));
        });
        Map<String, String> size = Map.of("mode", "755", "size", "65536k");
        steps.add(new TreeStep.Make(tree, "tmpfs", "tmpfs", size, EnumSet.of(NOSUID, NODEV, STRICTATIME)));
        steps.add(new TreeStep.Make(pts, "devpts", "devpts", ptsOptions(), EnumSet.of(NOSUID, NOEXEC)));
        if (sharedMemory) {
            memory(steps, "shm", "tmpfs", Map.of("mode", "1777", "size", "65536k"));
        }
        memory(steps, "mqueue", "mqueue", Map.of());
        return steps;
    }

    /** Shared memory and message queues belong to an IPC namespace: new ones to a new one, else the host's. */
    private void memory(List<Step> steps, String name, String type, Map<String, String> options) {
        Handle handle = new Handle(name);
        if (namespaces.contains(Namespace.IPC)) {
            steps.add(new TreeStep.Make(handle, type, name, options, ConfinedRoot.INERT));
        } else if (Files.isDirectory(Path.of("/dev", name))) {
            steps.add(new TreeStep.Copy(handle, At.path("/dev/" + name), false));
        } else {
            return;
        }
        memory.put(name, handle);
    }

    private Map<String, String> ptsOptions() {
        Map<String, String> options = new TreeMap<>(Map.of("ptmxmode", "0666", "mode", "0620"));
        if (users.isEmpty() || users.get().gids().outside(TTY).isPresent()) {
            options.put("gid", Long.toString(TTY)); // it is not mapped in a user namespace of one id
        }
        return options;
    }

    /** Below the container's root. */
    List<Step> furnished() {
        List<Step> steps = new ArrayList<>();
        ConfinedRoot.hang(steps, tree, "/dev");
        devices.forEach((name, handle) -> {
            directories(steps, name);
            steps.add(new TreeStep.Mknod(At.in(tree, name), S_IFREG | 0666, 0, 0));
            steps.add(new TreeStep.Attach(handle, At.in(tree, name)));
        });
        directory(steps, "pts", pts);
        memory.forEach((name, mount) -> directory(steps, name, mount));
        steps.add(new TreeStep.Symlink("pts/ptmx", At.in(tree, "ptmx")));
        steps.add(new TreeStep.Symlink("/proc/self/fd", At.in(tree, "fd")));
        steps.add(new TreeStep.Symlink("/proc/self/fd/0", At.in(tree, "stdin")));
        steps.add(new TreeStep.Symlink("/proc/self/fd/1", At.in(tree, "stdout")));
        steps.add(new TreeStep.Symlink("/proc/self/fd/2", At.in(tree, "stderr")));
        if (Files.exists(Path.of("/proc/kcore"))) {
            steps.add(new TreeStep.Symlink("/proc/kcore", At.in(tree, "core")));
        }
        if (terminal) {
            steps.add(new TreeStep.Mknod(At.in(tree, "console"), S_IFREG | 0600, 0, 0));
        }
        return steps;
    }

    private void directory(List<Step> steps, String name, Handle mount) {
        steps.add(new TreeStep.Mkdir(At.in(tree, name), 0755));
        steps.add(new TreeStep.Attach(mount, At.in(tree, name)));
    }

    private void directories(List<Step> steps, String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            steps.add(new TreeStep.Mkdir(At.in(tree, name.substring(0, slash)), 0755));
        }
    }
}
