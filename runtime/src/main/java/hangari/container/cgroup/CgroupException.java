package hangari.container.cgroup;

import hangari.linux.Errno;
import hangari.linux.KernelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A limit cannot be set, or a group not be used, here: one line with what was tried, why not, and the remedy. */
public final class CgroupException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String DELEGATE =
            "run as root, or on version 2 as systemd-run --user --scope -p Delegate=yes COMMAND";

    private CgroupException(String message) {
        super(message);
    }

    private CgroupException(String message, Exception cause) {
        super(message, cause);
    }

    private static CgroupException because(String wish, String reason) {
        return new CgroupException("cannot " + wish + ": " + reason);
    }

    static CgroupException notMounted(String wish, Controller controller) {
        String name = controller.name(Version.V1);
        return because(
                wish,
                "no cgroup hierarchy with the controller " + name + " is mounted: mount -t cgroup2 none /sys/fs/cgroup,"
                        + " or mount -t cgroup -o " + name + " none DIR");
    }

    static CgroupException notOffered(String wish, String controller, Path group) {
        return because(
                wish,
                group + " does not offer the controller " + controller
                        + ": it is disabled, or kept by version 1, or not"
                        + " delegated to this container; see cgroup.controllers there and above");
    }

    static CgroupException readOnly(String wish, Path mount) {
        return because(wish, mount + " is mounted read-only: run on the host itself, or remount it with -o remount,rw");
    }

    static CgroupException notShown(String wish, Hierarchy tree) {
        return because(
                wish,
                "our own cgroup " + tree.own() + " is not below " + tree.mount()
                        + ": mount the hierarchy again, inside this cgroup namespace");
    }

    static CgroupException occupied(String wish, Path group) {
        return because(
                wish,
                group + " holds processes itself, so it cannot hand on controllers: move them to a child group first");
    }

    static CgroupException noFreezer() {
        return because(
                "pause it",
                "it is in no cgroup that can be frozen: run as root, or on version 2 as systemd-run --user --scope -p"
                        + " Delegate=yes COMMAND");
    }

    static CgroupException notFrozen(Path file) {
        return because("pause it", file + " says that some of its processes still run: try again");
    }

    static CgroupException unreadable(Path file, IOException cause) {
        String reason = Optional.ofNullable(cause.getMessage()).orElse("unreadable");
        return new CgroupException("cannot read " + file + ": " + reason + ": is it still a cgroup?", cause);
    }

    static CgroupException refused(String wish, Path file, KernelException cause) {
        String why = cause.errno() + " (" + cause.errno().meaning() + ")";
        String remedy = remedy(cause.errno());
        return new CgroupException("cannot " + wish + ": " + file + ": " + why + ": " + remedy, cause);
    }

    private static String remedy(Errno errno) {
        return switch (errno) {
            case EACCES, EPERM -> "this user was not given that part of the tree: " + DELEGATE;
            case EROFS -> "it is mounted read-only: run on the host itself, or remount it with -o remount,rw";
            case ENOENT -> "this kernel has no such file: see which controllers /proc/cgroups lists as enabled";
            case EEXIST -> "a group of that name is there: choose another name, or rmdir it";
            case EBUSY -> "processes or groups in it stand in the way: end them, or move them elsewhere";
            case EAGAIN, ENOSPC -> "a limit of the groups above is reached: see cgroup.max.* and pids.max there";
            case ESRCH -> "the process has ended";
            case EINVAL, ERANGE -> "the kernel does not take this value here: see the limits of the groups above";
            default -> "see cgroups(7)";
        };
    }
}
