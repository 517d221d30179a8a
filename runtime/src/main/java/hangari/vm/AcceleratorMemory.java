package hangari.vm;

import hangari.vm.qemu.Accelerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which accelerator works here, once it was found out: {@code /dev/kvm} may be there, open, and hang.
 *
 * <p>It is kept until the machine is started again, for only then can it change without {@code /dev/kvm} changing.
 *
 * @param file where it is kept
 * @param device the device that is asked for
 * @param boot what tells one start of this machine from another
 */
record AcceleratorMemory(Path file, Path device, Path boot) {
    static AcceleratorMemory in(Path state) {
        return new AcceleratorMemory(
                state.resolve("accelerator"), Path.of("/dev/kvm"), Path.of("/proc/sys/kernel/random/boot_id"));
    }

    /** What there is to try, in order; the first one with a shorter limit, for another may follow. */
    List<Accelerator> toTry() {
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            return List.of(Accelerator.TCG);
        }
        return known().map(List::of).orElse(List.of(Accelerator.KVM, Accelerator.TCG));
    }

    private Optional<Accelerator> known() {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() == 2 && lines.get(1).equals(key())
                    ? Optional.of(Accelerator.valueOf(lines.get(0)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // it has not been found out, or was cut off
        }
    }

    private String key() throws IOException {
        return Files.readString(boot).strip() + " " + Files.getAttribute(device, "unix:ctime");
    }

    /** Keeps what was found out; where that cannot be written, it is found out again. */
    void worked(Accelerator accelerator) {
        try {
            if (Files.exists(device) && !known().equals(Optional.of(accelerator))) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, accelerator + "\n" + key() + "\n");
            }
        } catch (IOException e) {
            // a trial more, next time
        }
    }
}
