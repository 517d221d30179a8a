package hangari.container.life.keep;

import hangari.container.RootFs;
import hangari.container.life.LifeJson;
import hangari.image.ImageException;
import hangari.image.TemporaryName;
import hangari.image.TreeRemoval;
import hangari.image.oci.ImageConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The files of one container. They appear by one rename(2), and go by one.
 *
 * <pre>
 * config.json              what was asked for
 * image.json               what its image says of itself
 * journal                  what was done, and what it is now
 * stack/                   its writable layer
 * log/                     what it wrote
 * run/                     of its present run: arena, pipes
 * etc/                     hosts, hostname, resolv.conf
 * volumes/                 volumes without a name
 * </pre>
 */
record ContainerDirectory(Path directory) {
    private static final long MOST = 4 << 20;

    /** Makes the directory of a new container. */
    static ContainerDirectory make(Path containers, Registration registration, Optional<ImageConfig> image) {
        ContainerDirectory fresh = new ContainerDirectory(containers.resolve(TemporaryName.next()));
        Path place = containers.resolve(registration.id());
        try {
            for (Path directory :
                    List.of(fresh.directory, fresh.upper(), fresh.work(), fresh.merged(), fresh.log(), fresh.etc(""))) {
                StateDirectories.privately(directory);
            }
            fresh.likeTheTop(registration.lower());
            fresh.write(registration);
            if (image.isPresent()) {
                write(fresh.image(), new String(image.get().bytes(), StandardCharsets.UTF_8));
            }
            Journal.begin(fresh.journal());
            Act.CREATE.written();
            Files.move(fresh.directory, place, StandardCopyOption.ATOMIC_MOVE);
            Act.CREATE.done();
            return new ContainerDirectory(place);
        } catch (IOException e) {
            TreeRemoval.remove(fresh.directory);
            throw ImageException.of("make " + place, place, e);
        } catch (RuntimeException e) {
            TreeRemoval.remove(fresh.directory);
            throw e;
        }
    }

    // overlayfs.rst: the merged root has the upper root's own permissions, not those of the layer below it.
    private void likeTheTop(List<String> lower) throws IOException {
        Path top = Path.of(lower.get(lower.size() - 1));
        Files.setPosixFilePermissions(upper(), Files.getPosixFilePermissions(top));
    }

    /** Has all of it be out of sight by one rename(2); returns where it is now, to be removed file by file. */
    Path hide() {
        Path doomed = directory.resolveSibling(TemporaryName.next());
        try {
            Files.move(directory, doomed, StandardCopyOption.ATOMIC_MOVE);
            return doomed;
        } catch (IOException e) {
            throw ImageException.of("remove " + directory, directory, e);
        }
    }

    Registration registration() {
        return LifeJson.read(read(config(), MOST), Registration.class, "container record " + config());
    }

    void write(Registration registration) {
        write(config(), LifeJson.write(registration));
    }

    Path config() {
        return directory.resolve("config.json");
    }

    private Path image() {
        return directory.resolve("image.json");
    }

    /** What its image said of itself when it was made, if it is of an image. */
    Optional<ImageConfig> imageConfig() {
        return Files.exists(image())
                ? Optional.of(ImageConfig.read(read(image(), MOST).getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    Path journal() {
        return directory.resolve("journal");
    }

    /** Where its own layer is, with what goes with it. */
    Path stack() {
        return directory.resolve("stack");
    }

    Path upper() {
        return directory.resolve("stack/upper");
    }

    Path work() {
        return directory.resolve("stack/work");
    }

    Path merged() {
        return directory.resolve("stack/merged");
    }

    /** Its root: layers, and its own on top of them. */
    RootFs root(List<String> lower) {
        return new RootFs.Overlay(lower.stream().map(Path::of).toList(), upper(), work(), merged());
    }

    Path log() {
        return directory.resolve("log");
    }

    Path run() {
        return directory.resolve("run");
    }

    Path arena() {
        return run().resolve("arena");
    }

    /** Named 0, 1, 2 for standard input, output and error. */
    Path pipe(int number) {
        return run().resolve(Integer.toString(number));
    }

    Path etc(String name) {
        return directory.resolve("etc").resolve(name);
    }

    /** Where volumes without a name are. */
    Path volumes() {
        return directory.resolve("volumes");
    }

    /** Whether a run has had anything: its directory is made before all else of it, and removed behind all else. */
    boolean hasRun() {
        return Files.exists(run());
    }

    /** Empties the directory of the present run. */
    void freshRun() {
        endRun();
        StateDirectories.privately(run());
    }

    /** Removes the directory of the present run. */
    void endRun() {
        TreeRemoval.remove(run());
    }

    /** Writes a file whole or not at all, and for good. */
    static void write(Path file, String text) {
        Path fresh = file.resolveSibling(TemporaryName.next());
        try {
            try (FileChannel channel =
                    FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            TreeRemoval.remove(fresh);
            throw ImageException.of("write " + file, file, e);
        }
    }

    /** The text of a file of ours. */
    static String read(Path file, long most) {
        try {
            if (Files.size(file) > most) {
                throw new IOException("it is larger than " + most + " bytes");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw ImageException.of("read " + file, file, e);
        }
    }
}
