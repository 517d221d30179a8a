package hangari.network.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import hangari.linux.NamespaceThread;
import hangari.network.Jar;
import hangari.network.NetworkPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A container of an ordinary user, in a network in user mode. */
@Timeout(60)
class UserNetworkTest {
    private static final String SPEAKS =
            "echo attached; busybox nc 198.51.100.2 80; echo;" + " while true; do echo web | busybox nc -l -p 80; done";

    @TempDir
    private Path state;

    private Path directory;
    private Town town;

    @BeforeEach
    void build() throws Exception {
        assumeTrue(Credentials.canAdministrate(), "not root, so there is no host to play with");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/busybox")), "busybox is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
        directory = Files.createDirectory(state.resolve("network"));
        for (Path path : List.of(state, directory)) {
            Files.setAttribute(path, "unix:uid", 65534);
        }
        town = new Town(state);
        // pasta(1): the interface with the default route is the one whose addresses the container gets.
        assertThat(town.host
                        .network
                        .apply(NetworkPlan.EMPTY.route("0.0.0.0/0", Town.INTERNET))
                        .refusal())
                .isEmpty();
    }

    @AfterEach
    void tearDown() throws Exception {
        if (town != null) {
            for (long pid : programs().keySet()) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly); // only after a test that failed
            }
            town.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/pasta", "/usr/bin/slirp4netns"})
    void aContainerReachesWhatIsOutsideAndItsPublishedPortAnswers(String program) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of(program)), program + " is not installed: apt-get install passt slirp4netns");
        town.serve(town.internet, 80, "internet");
        try (User user = new User(666, program, SPEAKS)) {
            assertThat(user.line()).startsWith("nameserver ");
            assertThat(user.line()).isEqualTo("attached");
            assertThat(user.line()).isEqualTo("internet to " + Town.HOST);
            assertThat(programs()).hasSize(1);
            // pasta of March 2023 (Debian 12) was not seen to carry what comes from another machine.
            if (program.endsWith("slirp4netns")) {
                assertThat(served(town.internet, Town.HOST)).isEqualTo("web\n");
            }
            assertThat(served(town.host, "127.0.0.1")).isEqualTo("web\n");
            user.end();
        }
        assertThat(programs()).isEmpty();
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/pasta", "/usr/bin/slirp4netns"})
    void theProgramOfWhoeverWasKilledIsEndedByTheNextOne(String program) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of(program)), program + " is not installed: apt-get install passt slirp4netns");
        try (User user = new User(666, program, "echo attached; sleep 100", "killed")) {
            assertThat(user.line()).startsWith("nameserver ");
            assertThat(user.line()).isEqualTo("attached");
            user.end();
        }
        assertThat(programs()).hasSize(1);
        try (User user = new User(666, program, "echo attached; sleep 100")) {
            assertThat(user.line()).startsWith("nameserver ");
            assertThat(user.line()).isEqualTo("attached");
            assertThat(programs()).hasSize(1);
            user.end();
        }
        assertThat(programs()).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void withoutAProgramTheRemedyIsSaid() throws Exception {
        try (User user = new User(666, "/nowhere/pasta", "true")) {
            assertThat(user.line())
                    .isEqualTo(
                            "--network bridge of an ordinary user needs pasta or slirp4netns: apt-get install passt; or"
                                    + " use --network none");
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void aTunnelThatMayNotBeOpenedIsNamed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/pasta")), "pasta is not installed: apt-get install passt");
        try (User user = new User(600, "/usr/bin/pasta", "true")) {
            assertThat(user.line()).contains("/dev/net/tun, which this user may not open", "chmod 666");
        }
    }

    @Test
    void aPortInUseIsSaidBeforeAnythingIsStarted() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/pasta")), "pasta is not installed: apt-get install passt");
        try (ServerSocket taken = town.vantage.call(() -> Town.unchecked(() -> new ServerSocket(8080)));
                User user = new User(666, "/usr/bin/pasta", "true")) {
            assertThat(taken.isBound()).isTrue();
            assertThat(user.line()).startsWith("port *:8080/tcp of this host is in use already");
        }
        assertThat(left()).isEmpty();
    }

    /** What a server inside says; it may not listen yet, or be about to listen again. */
    private String served(Jar from, String address) {
        String said = "";
        long end = System.nanoTime() + 10_000_000_000L;
        while (!said.startsWith("web") && System.nanoTime() - end < 0) {
            said = town.heard(from, address, 8080);
        }
        return said;
    }

    /** The programs that have a name in our directory among their arguments. */
    private Map<Long, String> programs() throws IOException {
        Map<Long, String> found = new TreeMap<>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                try {
                    String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                    if (line.contains(directory.toRealPath() + "/hj")) {
                        found.put(Long.valueOf(process.getFileName().toString()), line);
                    }
                } catch (IOException e) {
                    // It has ended.
                }
            }
        }
        return found;
    }

    private List<String> left() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .toList();
        }
    }

    /** A process of the user nobody on the town's host, where {@code /dev/net/tun} has a mode of our choice. */
    private final class User implements AutoCloseable {
        private final Process process;
        private final BufferedReader said;

        User(int mode, String... args) {
            // It may read all files, for the classes are in a home directory; but that is all it may.
            String script = "mount --make-rprivate / && mount -t tmpfs none /mnt && mknod -m " + mode
                    + " /mnt/tun c 10 200 && mount --bind /mnt/tun /dev/net/tun && exec setpriv --reuid=65534"
                    + " --regid=65534 --clear-groups --inh-caps=-all,+dac_read_search"
                    + " --ambient-caps=-all,+dac_read_search \"$@\"";
            List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", script, "sh"));
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
            command.addAll(List.of(OrdinaryUser.class.getName(), directory.toString()));
            command.addAll(List.of(args));
            try (NamespaceThread inside = NamespaceThread.in(town.host.namespace)) {
                process = inside.call(() -> Town.unchecked(() ->
                        new ProcessBuilder(command).redirectErrorStream(true).start()));
            }
            said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        String line() throws IOException {
            return String.valueOf(said.readLine());
        }

        void end() throws Exception {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            process.waitFor();
        }

        @Override
        public void close() throws Exception {
            process.destroyForcibly().waitFor();
            said.close();
        }
    }
}
