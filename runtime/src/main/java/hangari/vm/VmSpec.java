package hangari.vm;

import hangari.vm.qemu.Accelerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A machine with a Linux of its own, before it is made.
 *
 * @param root the directory that its root is a copy of
 * @param state where a kernel, and what was found out about this machine, is kept
 * @param hostname what it is called
 * @param memory in MiB
 * @param processors how many it has
 * @param bootLimit how long its start may take
 * @param accelerator who runs its instructions; whichever works, if it is empty
 * @param append more of its kernel's command line
 * @param progress is told, in a line, what takes longer
 */
public record VmSpec(
        Path root,
        Path state,
        String hostname,
        int memory,
        int processors,
        Duration bootLimit,
        Optional<Accelerator> accelerator,
        String append,
        Consumer<String> progress) {
    private static final int MEMORY = 256;
    private static final Duration BOOT_LIMIT = Duration.ofSeconds(60);

    /** One of a root, with 256 MiB and one processor. */
    public static VmSpec of(Path root, Path state) {
        return new VmSpec(root, state, "vm", MEMORY, 1, BOOT_LIMIT, Optional.empty(), "", line -> {});
    }

    /** With so many MiB of memory. */
    public VmSpec memory(int mebibytes) {
        return new VmSpec(root, state, hostname, mebibytes, processors, bootLimit, accelerator, append, progress);
    }

    /** With so many processors. */
    public VmSpec processors(int count) {
        return new VmSpec(root, state, hostname, memory, count, bootLimit, accelerator, append, progress);
    }

    /** Called so. */
    public VmSpec hostname(String name) {
        return new VmSpec(root, state, name, memory, processors, bootLimit, accelerator, append, progress);
    }

    /** Which must be ready in this time. */
    public VmSpec bootLimit(Duration limit) {
        return new VmSpec(root, state, hostname, memory, processors, limit, accelerator, append, progress);
    }

    /** Run by this one, without a trial. */
    public VmSpec accelerator(Accelerator chosen) {
        return new VmSpec(root, state, hostname, memory, processors, bootLimit, Optional.of(chosen), append, progress);
    }

    /** With this on its kernel's command line, too. */
    public VmSpec append(String more) {
        return new VmSpec(root, state, hostname, memory, processors, bootLimit, accelerator, more, progress);
    }

    /** Which tells what it does. */
    public VmSpec progress(Consumer<String> told) {
        return new VmSpec(root, state, hostname, memory, processors, bootLimit, accelerator, append, told);
    }
}
