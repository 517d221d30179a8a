package hangari.cli.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.life.keep.Containers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A desk whose commands act on real containers, which have a root of busybox; nothing of them is left. */
final class RealDesk implements AutoCloseable {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final TestDesk desk;
    private final Path root;
    private final Containers containers;

    private RealDesk(TestDesk desk, Path root, Containers containers) {
        this.desk = desk;
        this.root = root;
        this.containers = containers;
    }

    /** In an empty directory, with these programs in the root; the test is skipped where there is no busybox. */
    static RealDesk in(Path directory, String... applets) throws IOException {
        assumeTrue(Files.isExecutable(BUSYBOX), "busybox-static is not installed");
        Path root = Files.createDirectories(directory.resolve("root"));
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.copy(BUSYBOX, bin.resolve("busybox"));
        for (String applet : applets) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        Path state = directory.resolve("state");
        Containers containers = Containers.open(state);
        TestDesk desk = new TestDesk(state);
        desk.real = Optional.of(containers);
        return new RealDesk(desk, root, containers);
    }

    TestDesk desk() {
        return desk;
    }

    Path root() {
        return root;
    }

    /** Runs a container of the root without a network. */
    int run(String options, String... command) {
        List<String> words = new ArrayList<>(List.of("run", "--network", "none"));
        words.addAll(List.of(options.split(" ")));
        words.addAll(List.of("--rootfs", root.toString()));
        words.addAll(List.of(command));
        return desk.run(words.toArray(String[]::new));
    }

    @Override
    public void close() {
        containers.list(true).rows().forEach(row -> containers.remove(row.id(), true));
        containers.close();
    }
}
