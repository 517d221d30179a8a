package hangari.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is mounted in a guest before anything else happens there, as calls. */
final class GuestMounts {
    private static final Map<String, String> LINKS = new TreeMap<>(Map.of(
            "/dev/fd", "/proc/self/fd",
            "/dev/stdin", "/proc/self/fd/0",
            "/dev/stdout", "/proc/self/fd/1",
            "/dev/stderr", "/proc/self/fd/2"));

    private GuestMounts() {}

    static List<Call> calls() {
        List<Call> calls = new ArrayList<>(new FileStep.Umask(0).calls());
        calls.addAll(mount("devtmpfs", "/dev", Set.of(MountFlag.NOSUID), ""));
        calls.addAll(
                mount("devpts", "/dev/pts", Set.of(MountFlag.NOSUID, MountFlag.NOEXEC), "gid=5,mode=620,ptmxmode=666"));
        calls.addAll(mount("tmpfs", "/dev/shm", Set.of(MountFlag.NOSUID, MountFlag.NODEV), "mode=1777"));
        calls.addAll(mount("proc", "/proc", Set.of(MountFlag.NOSUID, MountFlag.NODEV, MountFlag.NOEXEC), ""));
        calls.addAll(mount("sysfs", "/sys", Set.of(MountFlag.NOSUID, MountFlag.NODEV, MountFlag.NOEXEC), ""));
        calls.addAll(new FileStep.Mkdir("/tmp", 01777).calls());
        LINKS.forEach((path, target) -> calls.addAll(new FileStep.Symlink(target, path).calls()));
        calls.addAll(new FileStep.Umask(022).calls());
        return calls;
    }

    /** mount(2), EBUSY: it is mounted there already, as a kernel may do with devtmpfs. */
    private static List<Call> mount(String type, String target, Set<MountFlag> flags, String data) {
        List<Call> calls = new ArrayList<>(new FileStep.Mkdir(target, 0755).calls());
        new MountStep.Mount(type, target, type, flags, data)
                .calls()
                .forEach(call -> calls.add(call.tolerating(Errno.EBUSY)));
        return calls;
    }
}
