package hangari.peer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A real Docker daemon for one test, beside any other, of which nothing is left when it is closed.
 *
 * <pre>{@code
 * try (Dockerd dockerd = Dockerd.in(directory)) {
 *     dockerd.docker("run", "--rm", "--network", "none", "base:1", "true");
 * }
 * }</pre>
 *
 * <p>It has network, mount and PID namespaces of its own, so that its links and mounts are gone with it and its
 * containers die with it; a tmpfs of its own on {@code /run} and {@code /etc/docker}, where it would leave its key and
 * its plugins; its files below a directory of the test; and its cgroups below a parent of its own, which is removed, on
 * every hierarchy. It starts in about half a second, its containers in a fifth; they have no network.
 */
public final class Dockerd implements AutoCloseable {
    private static final Path ETC = Path.of("/etc/docker");
    private static final int STARTED = 30; // seconds, at most
    private static final String START = """
            mount --make-rprivate /
            mount -t tmpfs tmpfs /run
            mount -t tmpfs tmpfs /etc/docker
            ip link set lo up
            cd "$1"
            exec dockerd --config-file "$1/daemon.json" --data-root "$1/data" --exec-root /run/docker-test \\
                --pidfile "$1/pid" --host "unix://$1/docker.sock" --iptables=false --ip6tables=false --bridge=none \\
                --storage-driver=vfs --cgroup-parent="/$2"
            """;

    private final Path directory;
    private final String cgroup;
    private final Process namespaces;
    private final boolean etcMade;

    private Dockerd(Path directory, String cgroup, Process namespaces, boolean etcMade) {
        this.directory = directory;
        this.cgroup = cgroup;
        this.namespaces = namespaces;
        this.etcMade = etcMade;
    }

    /**
     * Starts a daemon, or skips the test where that is not possible.
     *
     * @param directory for its files; a short path, for the name of a socket has 108 bytes
     */
    public static Dockerd in(Path directory) throws Exception {
        assumeTrue(Credentials.uid() == 0, "dockerd needs root");
        Peer.assumeInstalled("dockerd", "docker.io");
        Peer.assumeInstalled("docker", "docker.io");
        Files.writeString(directory.resolve("daemon.json"), "{}");
        boolean etcMade = ETC.toFile().mkdir();
        String cgroup = "hangari-dockerd-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        var builder = new ProcessBuilder(
                "unshare",
                "--net",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "sh",
                "-ec",
                START,
                "sh",
                directory.toString(),
                cgroup);
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        var dockerd = new Dockerd(directory, cgroup, builder.start(), etcMade);
        dockerd.awaitAnswer();
        return dockerd;
    }

    private void awaitAnswer() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTED);
        while (!answers()) {
            if (!namespaces.isAlive() || System.nanoTime() > deadline) {
                String log = Files.readString(directory.resolve("log"));
                close();
                throw new AssertionError("dockerd does not answer: " + log);
            }
            namespaces.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it listens. */
    public Path socket() {
        return directory.resolve("docker.sock");
    }

    /** Runs the real client, which must succeed; what it said. */
    public String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return Peer.run(
                Map.of("DOCKER_HOST", "unix://" + socket(), "DOCKER_CONFIG", directory.toString()),
                command.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        // the first process of its PID namespace: when it is gone, the kernel has killed all others in it
        List<ProcessHandle> first = namespaces.children().toList();
        first.forEach(ProcessHandle::destroy);
        if (!hasEnded()) {
            namespaces.destroyForcibly();
            first.forEach(ProcessHandle::destroyForcibly);
            hasEnded();
        }
        for (ProcessHandle process : first) {
            try {
                process.onExit().get(STARTED, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new IOException("dockerd " + process.pid() + " does not end", e);
            }
        }
        removeCgroups();
        if (etcMade) {
            Files.deleteIfExists(ETC);
        }
    }

    private boolean hasEnded() {
        try {
            return namespaces.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void removeCgroups() throws IOException {
        Path top = Path.of("/sys/fs/cgroup");
        List<Path> hierarchies = new ArrayList<>(List.of(top));
        try (DirectoryStream<Path> below = Files.newDirectoryStream(top, Files::isDirectory)) {
            below.forEach(hierarchies::add);
        }
        for (Path hierarchy : hierarchies) {
            Path group = hierarchy.resolve(cgroup);
            if (Files.isDirectory(group)) {
                remove(group);
            }
        }
    }

    private static void remove(Path group) throws IOException {
        try (Stream<Path> groups = Files.walk(group)) {
            for (Path one : groups.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(one);
            }
        }
    }
}
