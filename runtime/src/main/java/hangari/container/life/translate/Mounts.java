package hangari.container.life.translate;

import hangari.container.ExtraMount;
import hangari.container.life.HostConfig;
import hangari.image.oci.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a container sees beside its image.
 *
 * @param volumes those asked for, then those that the image wants
 * @param tmpfs file systems in memory
 * @param devices of the host
 * @param readOnly whether the root itself cannot be written
 */
public record Mounts(
        List<Volume> volumes, List<ExtraMount.Tmpfs> tmpfs, List<ExtraMount.Device> devices, boolean readOnly) {
    public Mounts {
        volumes = List.copyOf(volumes);
        tmpfs = List.copyOf(tmpfs);
        devices = List.copyOf(devices);
    }

    static Mounts of(HostConfig host, Settings image) {
        Set<String> taken = new HashSet<>();
        List<ExtraMount.Tmpfs> tmpfs = new ArrayList<>();
        for (String text : Words.few("tmpfs", host.tmpfs())) {
            ExtraMount.Tmpfs mount = TmpfsReader.read(text);
            take(taken, mount.target());
            tmpfs.add(mount);
        }
        SharedMemory.of(host).ifPresent(mount -> {
            take(taken, mount.target());
            tmpfs.add(mount);
        });
        List<Volume> anonymous = new ArrayList<>();
        List<Volume> volumes = new ArrayList<>();
        for (String text : Words.few("volumes", host.volumes())) {
            Volume volume = VolumeReader.read(text);
            if (volume instanceof Volume.Anonymous) {
                anonymous.add(volume);
            } else {
                take(taken, volume.target());
                volumes.add(volume);
            }
        }
        for (String place : new TreeSet<>(image.volumes().keySet())) {
            String target = MountTarget.of("VOLUME of the image", place.startsWith("/") ? place : "/" + place);
            anonymous.add(new Volume.Anonymous(target, false, true));
        }
        // As docker: a place that somebody gave a volume to needs none without a name.
        Words.few("volumes", anonymous).stream()
                .filter(volume -> taken.add(volume.target()))
                .forEach(volumes::add);
        List<ExtraMount.Device> devices = new ArrayList<>();
        for (String text : Words.few("devices", host.devices())) {
            ExtraMount.Device device = DeviceReader.read(text);
            take(taken, device.target());
            devices.add(device);
        }
        return new Mounts(volumes, tmpfs, devices, host.readOnly());
    }

    private static void take(Set<String> taken, String target) {
        if (!taken.add(target)) {
            throw Objection.to("mount", target, "two things are to be mounted there: choose one");
        }
    }

    /** The volumes that want to be filled, while they are empty, with what the image has at their place. */
    public List<Volume> copiedUp() {
        return volumes.stream()
                .filter(volume -> (volume instanceof Volume.Named named && named.copyUp())
                        || (volume instanceof Volume.Anonymous anonymous && anonymous.copyUp()))
                .toList();
    }

    /** Whether something is mounted exactly there. */
    boolean has(String target) {
        return volumes.stream().anyMatch(volume -> volume.target().equals(target))
                || tmpfs.stream().anyMatch(mount -> mount.target().equals(target));
    }
}
