package hangari.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network namespace, held open: it lives on while it is held, even if all its processes have ended.
 *
 * <p>{@link Netlink} speaks of its links from outside; {@link NamespaceThread} runs code inside it.
 */
public final class NetworkNamespace implements AutoCloseable {
    // ioctl_ns(2): "NS_GET_USERNS: Returns a file descriptor that refers to the owning user namespace".
    private static final long NS_GET_USERNS = 0xb701;

    private final String name;
    private final Fd file;
    private final Optional<Fd> owner;

    private NetworkNamespace(String name, Fd file, Optional<Fd> owner) {
        this.name = name;
        this.file = file;
        this.owner = owner;
    }

    /** That of a process. Throws {@link KernelException} if the process may not be looked into. */
    public static NetworkNamespace of(long pid) {
        return open("/proc/" + pid + "/ns/net");
    }

    /** By its file: one of {@code /proc/PID/ns}, or a bind mount of it as {@code ip netns} makes them. */
    public static NetworkNamespace open(String path) {
        Fd file = Fd.open(path, Set.of(OpenFlag.RDONLY));
        try {
            return new NetworkNamespace(path, file, foreignOwner(file));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The user namespace that owns it, if that is not ours. */
    private static Optional<Fd> foreignOwner(Fd file) {
        Call call = Call.of(Syscall.IOCTL, Arg.number(file.number()), Arg.constant(NS_GET_USERNS, "NS_GET_USERNS"))
                // ioctl_ns(2): EPERM if that is an ancestor of ours; setns(2) will then say what there is to say.
                .tolerating(Errno.EPERM);
        long result = Kernel.perform(call);
        if (Kernel.refused(result)) {
            return Optional.empty();
        }
        Fd owner = new Fd((int) result);
        // setns(2): EINVAL, "The caller attempted to join the user namespace in which it is already a member".
        if (link("/proc/self/fd/" + owner.number()).equals(link("/proc/self/ns/user"))) {
            owner.close();
            return Optional.empty();
        }
        return Optional.of(owner);
    }

    private static Path link(String path) {
        try {
            return Files.readSymbolicLink(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Steps that give a child this namespace, and the user namespace that owns it if that is not ours, as descriptors. */
    public List<Step> handedOnAs(int number, int ownersNumber) {
        List<Step> steps = new ArrayList<>();
        steps.add(new DescriptorStep.Dup(file, number));
        owner.ifPresent(user -> steps.add(new DescriptorStep.Dup(user, ownersNumber)));
        return steps;
    }

    Fd file() {
        return file;
    }

    /**
     * A netlink socket that was opened inside, by a child that shares our descriptors and ends at once.
     *
     * <p>A process of many threads may not join a user namespace; a child of one thread may.
     */
    Fd netlinkSocket() {
        List<Step> steps = new ArrayList<>();
        owner.ifPresent(user -> steps.add(new NamespaceStep.Join(user, Namespace.USER)));
        steps.add(new NamespaceStep.Join(file, Namespace.NET));
        steps.add(new NamespaceStep.NetlinkSocket());
        steps.add(new ProcessStep.Exit(0));
        Launch launch = Launcher.probes().launchSharingFiles(new SyscallProgram(Set.of(), steps));
        launch.child().ifPresent(Child::await);
        launch.refusal().ifPresent(refusal -> {
            throw new KernelException(refusal);
        });
        for (SyscallLog.Entry entry : launch.log().entries()) {
            if (entry.name().equals("socket") && entry.answer() instanceof SyscallLog.Answer.Returned fd) {
                return new Fd((int) fd.value());
            }
        }
        throw new IllegalStateException("the child ended before it opened the socket:\n" + launch.log());
    }

    @Override
    public void close() {
        owner.ifPresent(Fd::close);
        file.close();
    }

    /** The path by which it was opened. */
    @Override
    public String toString() {
        return name;
    }
}
