package hangari.linux;

/**
 * What an errno means for a certain call, and the remedy: the kernel has few words and many reasons.
 *
 * <p>Source: the ERRORS section of each call's manual page.
 */
final class Hints {
    private Hints() {}

    /** The hint for a call whose arguments are known; empty if there is none. */
    static String of(Call call, Errno errno) {
        String name = call.syscall().toString();
        if (call.syscall() == Syscall.MOUNT && call.text().contains("\"proc\", ") && errno == Errno.EPERM) {
            return "in a user namespace, proc can be mounted only with a PID namespace of its own and while a full"
                    + " /proc is still visible";
        }
        if (call.syscall() == Syscall.MOUNT && call.text().contains("\"overlay\"")) {
            return overlay(errno);
        }
        return of(name, errno);
    }

    /** The hint for a call of which only the name is known. */
    static String of(String call, Errno errno) {
        return switch (call) {
            case "clone3", "unshare" -> namespaces(errno);
            case "pivot_root" -> pivotRoot(errno);
            case "execve" -> execve(errno);
            case "mount" -> mount(errno);
            case "chroot" ->
                errno == Errno.EPERM ? "chroot needs CAP_SYS_CHROOT: be root, or create a user namespace first" : "";
            case "sethostname" ->
                errno == Errno.EPERM
                        ? "needs CAP_SYS_ADMIN over the UTS namespace: create one, with a user namespace if you are not root"
                        : "";
            case "mprotect" ->
                "the host forbids making written memory executable: ask its security policy (SELinux"
                        + " execmem) to allow it";
            default -> "";
        };
    }

    private static String namespaces(Errno errno) {
        return switch (errno) {
            case EPERM ->
                "not root, or user namespaces are switched off, or the caller is in a chroot: run"
                        + " 'hangari doctor'";
            case ENOSPC -> "the limit of namespaces is reached: raise /proc/sys/user/max_*_namespaces";
            case EINVAL -> "the kernel was built without one of these namespaces, or the flags contradict each other";
            case ENOSYS -> "clone3 is switched off here (an outer container's seccomp policy, or a kernel before 5.5)";
            case EAGAIN -> "the limit of processes is reached: raise 'ulimit -u' or the pids cgroup";
            default -> "";
        };
    }

    private static String pivotRoot(Errno errno) {
        return switch (errno) {
            case EINVAL ->
                "the new root is not a mount point (bind-mount it onto itself first), or its parent mount is"
                        + " shared (make the tree private first)";
            case EPERM ->
                "needs CAP_SYS_ADMIN over the mount namespace: create one, with a user namespace if you are"
                        + " not root";
            case EBUSY ->
                "the new root is part of the current root mount, not a mount of its own: bind-mount it onto"
                        + " itself first";
            default -> "";
        };
    }

    private static String execve(Errno errno) {
        return switch (errno) {
            case ENOENT ->
                "the program is not below this root, or the interpreter that its ELF header or #! line names"
                        + " is not";
            case EACCES -> "the file is not executable, or its mount is noexec";
            case ENOEXEC -> "the file is for another processor, or is a script without a #! line";
            case E2BIG -> "arguments and environment are too long";
            default -> "";
        };
    }

    private static String mount(Errno errno) {
        return switch (errno) {
            case EPERM ->
                "needs CAP_SYS_ADMIN over the mount namespace: create one, with a user namespace if you are"
                        + " not root";
            case ENOSPC -> "the limit of mounts is reached: raise /proc/sys/fs/mount-max";
            case ENODEV -> "the kernel does not know this file system: see /proc/filesystems";
            case ENOENT -> "the source or the target does not exist";
            case EBUSY -> "the source is already mounted elsewhere in another mode";
            default -> "";
        };
    }

    private static String overlay(Errno errno) {
        return switch (errno) {
            case ENODEV -> "the kernel has no overlayfs: load it with 'modprobe overlay'";
            case EPERM -> "this kernel does not mount overlayfs in a user namespace (5.11 and later do)";
            case EINVAL ->
                "the upper directory is on a file system that cannot hold one (such as another overlay):"
                        + " put the state directory elsewhere";
            default -> mount(errno);
        };
    }
}
