package hangari.container.life.translate;

import hangari.container.ExtraMount;
import hangari.container.cgroup.ByteSize;
import hangari.container.life.HostConfig;
import hangari.linux.MountAttribute;
import java.util.Optional;
import java.util.Set;

/** A {@code /dev/shm} of another size than the usual one, over which it is mounted. */
final class SharedMemory {
    private SharedMemory() {}

    /** The mount, if a size was asked for. */
    static Optional<ExtraMount.Tmpfs> of(HostConfig host) {
        if (host.shmSize().isEmpty() || host.shmSize().equals("0")) {
            return Optional.empty();
        }
        String mode = host.ipcMode();
        if (mode.equals("host")) {
            throw Objection.to("shm size", host.shmSize(), "with --ipc host it is the host's: leave one of them out");
        }
        if (mode.equals("none") || mode.startsWith("container:")) {
            throw Objection.to(
                    "shm size",
                    host.shmSize(),
                    "with --ipc " + mode + " it has no shared memory of its own: leave one of them out");
        }
        ByteSize size = Objection.orElse(() -> ByteSize.parse(host.shmSize()));
        return Optional.of(new ExtraMount.Tmpfs(
                "/dev/shm",
                "mode=1777,size=" + size.bytes(),
                Set.of(MountAttribute.NOSUID, MountAttribute.NODEV, MountAttribute.NOEXEC)));
    }
}
