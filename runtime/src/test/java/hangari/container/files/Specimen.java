package hangari.container.files;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.RootFs;
import hangari.container.life.ContainerDetails;
import hangari.container.life.ContainerDraft;
import hangari.container.life.State;
import hangari.linux.proc.ProcFs;
import hangari.linux.proc.ProcessStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A container of busybox whose details are told as a supervisor would, and that runs while the test wants it. */
final class Specimen implements AutoCloseable {
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS = List.of(
            "sh", "cat", "ls", "mkdir", "rm", "ln", "mv", "chmod", "sleep", "touch", "mkfifo", "mknod", "true", "tar",
            "cp");

    final Path directory;
    final Path base;
    private final RootFs.Overlay root;
    private Optional<Container> running = Optional.empty();

    private Specimen(Path directory, Path base, RootFs.Overlay root) {
        this.directory = directory;
        this.base = base;
        this.root = root;
    }

    static Specimen in(Path folder) throws IOException {
        assumeTrue(Files.isExecutable(BUSYBOX), "busybox is not installed: apt-get install busybox-static");
        Path base = layer(folder.resolve("base"));
        Path directory = Files.createDirectories(folder.resolve("container"));
        Path stack = directory.resolve("stack");
        for (String name : List.of("upper", "work", "merged")) {
            Files.createDirectories(stack.resolve(name));
        }
        var root = new RootFs.Overlay(
                List.of(base), stack.resolve("upper"), stack.resolve("work"), stack.resolve("merged"));
        return new Specimen(directory, base, root);
    }

    /** A layer with busybox and a few files. */
    static Path layer(Path base) throws IOException {
        Files.createDirectories(base.resolve("bin"));
        Files.copy(BUSYBOX, base.resolve("bin/busybox"));
        base.resolve("bin/busybox").toFile().setExecutable(true, false);
        for (String applet : APPLETS) {
            Files.createSymbolicLink(base.resolve("bin").resolve(applet), Path.of("busybox"));
        }
        Files.createDirectories(base.resolve("etc/conf.d"));
        Files.writeString(base.resolve("etc/motd"), "hello\n");
        Files.writeString(base.resolve("etc/passwd"), "root:x:0:0::/:/bin/sh\n");
        Files.writeString(base.resolve("etc/conf.d/one"), "1\n");
        Files.writeString(base.resolve("etc/conf.d/two"), "2\n");
        return base;
    }

    /** Runs a script to its end. */
    Specimen sh(String script) {
        try (Container container = Container.observed(ContainerSpec.docker(root, "/bin/sh", "-ec", script))) {
            var ending = container.await();
            if (container.refusal().isPresent() || ending.orElseThrow().status() != 0) {
                throw new AssertionError(container.stdout() + container.stderr() + container.syscalls());
            }
        }
        return this;
    }

    /** Starts it, to run until it is stopped. */
    Specimen start(String script) {
        Container container =
                Container.observed(ContainerSpec.docker(root, "/bin/sh", "-ec", script + "; exec sleep 1000"));
        container.refusal().ifPresent(refusal -> {
            throw new AssertionError(refusal.line() + "\n" + container.syscalls());
        });
        running = Optional.of(container);
        return this;
    }

    /** Where its root can be reached. */
    Path seen() {
        return Path.of("/proc/" + running.orElseThrow().pid() + "/root");
    }

    void stop() {
        running.ifPresent(Container::close);
        running = Optional.empty();
    }

    /** What a supervisor would say of it. */
    ContainerDetails details() {
        return new ContainerDetails(
                "0".repeat(64),
                "specimen",
                Instant.EPOCH,
                ContainerDraft.ofDirectories(List.of(base.toString())).config(),
                "",
                List.of("sh"),
                state(),
                0,
                Optional.empty(),
                List.of(),
                directory.toString(),
                List.of(base.toString()),
                root.upper().toString(),
                List.of(),
                List.of());
    }

    private State state() {
        return running.<State>map(container -> {
                    long self = ProcFs.host().self();
                    ProcessStat ours = ProcFs.host().stat(self).value().orElseThrow();
                    return new State.Running(1, self, ours.started(), container.pid(), Instant.EPOCH, 0);
                })
                .orElseGet(() -> new State.Exited(1, 0, false, Instant.EPOCH, Instant.EPOCH, "", 0));
    }

    @Override
    public void close() {
        stop();
    }
}
