package hangari.vm.qemu;

import hangari.linux.Arch;
import hangari.vm.fault.VmException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where programs are looked for: the folders of PATH, as execvp(3) does. */
public record EmulatorSearch(List<Path> folders) {
    public EmulatorSearch {
        folders = List.copyOf(folders);
    }

    /** That of this process. */
    public static EmulatorSearch ofThisProcess() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return new EmulatorSearch(Stream.of(path.split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .toList());
    }

    /**
     * The emulator of a processor.
     *
     * @throws VmException if there is none
     */
    public Path find(Arch arch) {
        String name = "qemu-system-" + arch.name().toLowerCase(Locale.ROOT);
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new VmException(
                        VmException.Kind.NO_EMULATOR,
                        name,
                        arch == Arch.X86_64 ? "qemu-system-x86" : "qemu-system-arm"));
    }
}
