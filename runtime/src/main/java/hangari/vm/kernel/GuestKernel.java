package hangari.vm.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A kernel that a guest can be started with.
 *
 * @param version as {@code uname -r} gives it
 * @param image the file that is given to the emulator
 * @param form what kind of file that is
 * @param modules the folder of its modules
 */
public record GuestKernel(String version, Path image, Form form, Path modules) {
    /** What an emulator is given. */
    public enum Form {
        /** An ELF file that is started directly. */
        PVH,
        /** What a boot loader starts. */
        BOOT_LOADERS
    }

    /**
     * These modules and those that they need, each behind those that it needs; what is part of the kernel is left out.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    public List<KernelModule> needed(List<String> names) {
        try {
            return Modules.of(modules).withNeeds(names);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the modules of " + version + ": " + e.getMessage(), e);
        }
    }
}
