package hangari.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.image.RootPlanner;
import hangari.linux.Refusal;
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

    /** With perl, which can make any system call; skips the test where there is none. */
    static ImageRoot withPerl(Path folder) throws IOException {
        boolean there = Files.isExecutable(Path.of("/usr/bin/perl"));
        assumeTrue(there, "perl is not installed: apt-get install perl-base");
        return in(folder, "perl");
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

    /** A perl script in such a container; {@code of(DIRECTORY)} lists the names in a directory. */
    ContainerSpec perl(String... script) throws IOException {
        String list = "$| = 1; sub of { opendir(my $d, $_[0]) or return (); grep { !/^[.]/ } readdir $d }\n";
        return ContainerSpec.docker(fresh(), "perl", "-e", list + String.join("\n", script))
                .withEnv("LC_ALL", "C");
    }

    /** Runs it, and returns the call that is refused on the way. */
    static Refusal refusal(ContainerSpec spec) {
        try (Container container = Container.observed(spec)) {
            container.await();
            return container.refusal().orElseThrow(() -> new AssertionError(container.syscalls()));
        }
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
