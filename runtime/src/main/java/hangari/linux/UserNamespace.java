package hangari.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A user namespace in which no process is: held open, to say how ids are mapped. Source: {@code mount_setattr(2)},
 * {@code userns_fd}.
 */
public final class UserNamespace implements AutoCloseable {
    private final Fd file;

    private UserNamespace(Fd file) {
        this.file = file;
    }

    /**
     * Makes one.
     *
     * @param mapping writes the map of the process that was born in it, and ends when this returns
     * @throws KernelException if the host refuses
     */
    public static UserNamespace with(Meeting.Action mapping) {
        List<Fd> file = new ArrayList<>();
        try (Meeting meeting = new Meeting()) {
            SyscallProgram program =
                    new SyscallProgram(Set.of(Namespace.USER), List.of(meeting.step(), new ProcessStep.Exit(0)));
            Launch launch = Launcher.probes().launch(program, meeting, pid -> {
                mapping.at(pid);
                file.add(Fd.open("/proc/" + pid + "/ns/user", Set.of(OpenFlag.RDONLY)));
            });
            launch.child().ifPresent(Child::await);
            launch.refusal().ifPresent(refusal -> {
                throw new KernelException(refusal);
            });
            return new UserNamespace(file.get(0));
        }
    }

    /** The descriptor that refers to it. */
    public Fd file() {
        return file;
    }

    @Override
    public void close() {
        file.close();
    }
}
