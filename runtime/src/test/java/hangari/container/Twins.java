package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.peer.Dockerd;
import hangari.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One image, run by a real dockerd and by us, so that what a program finds in the one container can be held against
 * what it finds in the other. Both have a network namespace with nothing but its loopback.
 */
final class Twins implements AutoCloseable {
    private static final String IMAGE = "twins:1";

    private final ImageRoot image;
    private final Dockerd dockerd;
    private final String version;

    private Twins(ImageRoot image, Dockerd dockerd, String version) {
        this.image = image;
        this.dockerd = dockerd;
        this.version = version;
    }

    /**
     * Starts a dockerd that has the image; skips the test where there is none.
     *
     * @param folder a test's own folder with a short path
     * @param extra what else is put into the image, at its top
     */
    static Twins in(Path folder, Path... extra) throws Exception {
        Dockerd dockerd = Dockerd.in(Files.createDirectory(folder.resolve("d")));
        try {
            ImageRoot image = ImageRoot.in(folder);
            for (Path file : extra) {
                Path copy = folder.resolve("base").resolve(String.valueOf(file.getFileName()));
                Files.copy(file, copy);
                assertThat(copy.toFile().setExecutable(true, false)).isTrue();
            }
            Path tar = folder.resolve("image.tar");
            Peer.run("tar", "-C", folder.resolve("base").toString(), "-cf", tar.toString(), ".");
            dockerd.docker("import", tar.toString(), IMAGE);
            return new Twins(
                    image,
                    dockerd,
                    dockerd.docker("version", "--format", "{{.Server.Version}}").strip());
        } catch (Exception | AssertionError e) {
            dockerd.close();
            throw e;
        }
    }

    /** The edition of dockerd, such as {@code 20.10.24}. */
    String version() {
        return version;
    }

    /** What a script writes in a container of dockerd's, with these flags of {@code docker run}. */
    String theirs(List<String> flags, String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("run", "--rm", "--network", "none"));
        command.addAll(flags);
        command.addAll(List.of(IMAGE, "sh", "-c", script));
        return dockerd.docker(command.toArray(String[]::new));
    }

    /** What it writes in one of ours. */
    String ours(UnaryOperator<ContainerSpec> flags, String script) throws IOException {
        return ImageRoot.output(flags.apply(image.sh(script)));
    }

    /** What a script writes that dockerd runs in a container that sleeps, with these flags of {@code docker exec}. */
    String theirsFurther(List<String> flags, String script) throws IOException, InterruptedException {
        String id = dockerd.docker("run", "-d", "--network", "none", IMAGE, "sleep", "1000")
                .strip();
        try {
            List<String> command = new ArrayList<>(List.of("exec"));
            command.addAll(flags);
            command.addAll(List.of(id, "sh", "-c", script));
            return dockerd.docker(command.toArray(String[]::new));
        } finally {
            dockerd.docker("rm", "-f", id);
        }
    }

    /** What it writes as a further process of one of ours. */
    String oursFurther(UnaryOperator<ProcessSpec> flags, String script) throws IOException {
        ProcessSpec process = flags.apply(ProcessSpec.of(List.of("sh", "-c", script)));
        try (Container container = Container.observed(ContainerSpec.docker(image.fresh(), "sleep", "1000"))) {
            return ExecTest.exec(container, process, Profile.docker());
        }
    }

    /** What it writes on a terminal of its own in one of ours. */
    String oursOnTerminal(String script) throws IOException {
        try (Console console = new Console(master -> {});
                Container container = Container.on(console, image.sh(script))) {
            if (container.refusal().isPresent()) {
                throw new AssertionError(container.syscalls());
            }
            return ConsoleTest.all(console.master().orElseThrow());
        }
    }

    @Override
    public void close() throws IOException {
        dockerd.close();
    }
}
