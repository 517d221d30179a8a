package hangari.container;

import hangari.image.RootPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image of one layer with a few programs of this machine, and above it what a test puts there.
 *
 * @param folder a test's own folder, which removes it all
 * @param image the layer whose files hide those of the base: where a test makes an image hostile
 */
record ImageRoot(Path folder, Path image) {
    private static final List<String> PROGRAMS = List.of(
            "sh",
            "cat",
            "ls",
            "id",
            "stat",
            "touch",
            "mkdir",
            "mknod",
            "mount",
            "umount",
            "sleep",
            "readlink",
            "tty",
            "stty",
            "grep",
            "ln",
            "mv",
            "rm",
            "chmod",
            "env",
            "dd",
            "head",
            "chroot",
            "unshare",
            "true");

    static ImageRoot in(Path folder, String... more) throws IOException {
        List<String> programs = new ArrayList<>(PROGRAMS);
        programs.addAll(List.of(more));
        RootPlanner.host().plan(programs).createAt(folder.resolve("base"));
        return new ImageRoot(folder, Files.createDirectory(folder.resolve("image")));
    }

    /** The same base below another layer. */
    ImageRoot with(Path other) {
        return new ImageRoot(folder, other);
    }

    /** A root of these layers, with a layer of its own for what is written. */
    RootFs fresh() throws IOException {
        Path own = Files.createTempDirectory(folder, "own");
        Path upper = Files.createDirectory(own.resolve("upper"));
        Path work = Files.createDirectory(own.resolve("work"));
        Path merged = Files.createDirectory(own.resolve("merged"));
        return new RootFs.Overlay(List.of(folder.resolve("base"), image), upper, work, merged);
    }

    /** A shell in a container with docker's confinement. */
    ContainerSpec sh(String script) throws IOException {
        return ContainerSpec.docker(fresh(), "sh", "-c", script);
    }

    /** Runs it to its end, and returns what it wrote; a refused call is an error that shows all calls. */
    static String output(ContainerSpec spec) {
        try (Container container = Container.observed(spec)) {
            var ending = container.await();
            if (container.refusal().isPresent()) {
                throw new AssertionError(container.refusal().get().line() + "\n" + container.syscalls());
            }
            return container.stdout()
                    + container.stderr()
                    + (ending.orElseThrow().status() == 0 ? "" : ending.get());
        }
    }
}
