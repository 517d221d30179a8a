package hangari.vm.kernel;

import hangari.vm.fault.VmException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds a kernel for guests: the host's own, else the distribution's for clouds, fetched once and not installed.
 *
 * <pre>{@code
 * GuestKernel kernel = KernelSearch.of(state.resolve("vm")).find(line -> {});
 * }</pre>
 *
 * <p>What is worth keeping (the unpacked kernel, a fetched package) is kept below the state directory, complete or not
 * at all.
 *
 * @param state the folder for it; made when it is needed
 * @param boot where the host has its kernels
 * @param modules where the host has their modules, each kernel's in a folder of its version
 * @param processor what the distribution calls this processor
 */
public record KernelSearch(Path state, Path boot, Path modules, String processor) {
    private static final String PREFIX = "vmlinuz-";

    /** A search on this machine. */
    public static KernelSearch of(Path state) {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return new KernelSearch(state, Path.of("/boot"), Path.of("/lib/modules"), processor);
    }

    /**
     * A kernel.
     *
     * @param progress is told, in a line, what takes longer
     * @throws VmException if there is none, or the state directory cannot be written
     */
    public GuestKernel find(Consumer<String> progress) {
        try {
            Optional<Path> own =
                    newest(boot, PREFIX + "*").filter(file -> Files.isDirectory(modules.resolve(version(file))));
            if (own.isPresent()) {
                return prepared(version(own.get()), own.get(), modules.resolve(version(own.get())), progress);
            }
            Path kept = state.resolve("kernel");
            if (!Files.isDirectory(kept)) {
                fetch(kept, progress);
            }
            Path file =
                    newest(kept.resolve("boot"), PREFIX + "*").orElseThrow(() -> new IOException("no vmlinuz in it"));
            Path folder = kept.resolve("lib/modules");
            Path its = (Files.isDirectory(folder) ? folder : kept.resolve("usr/lib/modules")).resolve(version(file));
            return prepared(version(file), file, its, progress);
        } catch (IOException e) {
            throw none(e);
        }
    }

    private VmException none(IOException cause) {
        if (!isWritable()) {
            return new VmException(VmException.Kind.NO_STATE, state);
        }
        return new VmException(VmException.Kind.NO_KERNEL, boot, String.valueOf(cause.getMessage()), processor);
    }

    private boolean isWritable() {
        try {
            Files.createDirectories(state);
            Files.delete(Files.createTempFile(state, "try", ""));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String version(Path file) {
        return file.getFileName().toString().substring(PREFIX.length());
    }

    private static Optional<Path> newest(Path folder, String pattern) throws IOException {
        if (!Files.isReadable(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            Stream<Path> readable = java.util.stream.StreamSupport.stream(files.spliterator(), false)
                    .filter(Files::isReadable)
                    .filter(Files::isRegularFile);
            return readable.max(Comparator.comparing(Path::toString));
        }
    }

    private void fetch(Path kept, Consumer<String> progress) throws IOException {
        Files.createDirectories(state);
        Path work = Files.createTempDirectory(state, "fetching");
        try {
            new KernelPackage(work, processor, progress).unpack();
            Files.move(work, kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(work);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private GuestKernel prepared(String version, Path file, Path its, Consumer<String> progress) throws IOException {
        var image = new BzImage(file);
        if (!image.isOne()) {
            return new GuestKernel(version, file, GuestKernel.Form.BOOT_LOADERS, its);
        }
        // Another kernel of the same version has another time.
        Path unpacked = state.resolve(
                "vmlinux-" + version + "-" + Files.getLastModifiedTime(file).toMillis());
        if (!Files.exists(unpacked)) {
            progress.accept("unpacking kernel " + version);
            Files.createDirectories(state);
            unpack(image, unpacked);
        }
        return PvhNote.isIn(unpacked)
                ? new GuestKernel(version, unpacked, GuestKernel.Form.PVH, its)
                : new GuestKernel(version, file, GuestKernel.Form.BOOT_LOADERS, its);
    }

    private void unpack(BzImage image, Path to) throws IOException {
        Path work = Files.createTempFile(state, "unpacking", "");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(work))) {
                image.unpackTo(out);
            }
            Files.move(work, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(work);
        }
    }
}
