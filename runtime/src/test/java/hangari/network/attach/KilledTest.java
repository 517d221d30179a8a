package hangari.network.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import hangari.linux.Namespace;
import hangari.linux.NamespaceThread;
import hangari.network.Jar;
import hangari.network.loop.Host;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever makes networks is killed; the next one to come leaves nothing of it, and keeps what lives. */
@Timeout(120)
class KilledTest {
    private static final String NOTHING = "lo uplink";
    private static final String LIVING = "a".repeat(64);
    private static final String DEAD = "b".repeat(64);

    @TempDir
    private Path state;

    @BeforeEach
    void onlyRootHasBridges() {
        assumeTrue(Credentials.canAdministrate(), "not root");
        assumeTrue(
                Nft.places().stream().anyMatch(Files::isExecutable), "nft is not installed: apt-get install nftables");
    }

    /** An end that nothing catches. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Counts deeds, and is the end before the one with a certain number. */
    private static final class Fate implements Runnable {
        private final int last;
        private int done;

        Fate(int last) {
            this.last = last;
        }

        @Override
        public void run() {
            if (done++ == last) {
                throw new Killed();
            }
        }
    }

    @Test
    void atEachDeedNothingIsLeft() throws Exception {
        int deeds = everyPoint(Set.of(), NOTHING);
        assertThat(deeds).isGreaterThan(20);
    }

    @Test
    void atEachDeedWhatLivesIsKept() throws Exception {
        try (Town town = new Town(state)) {
            Path directory = state.resolve("network");
            Jar jar = town.container();
            try (Networks first = Networks.open(directory, town.settings)) {
                first.attach(first.reserve(Wish.of(LIVING, "web").publish("9090:80")), jar.pid());
            }
            town.serve(jar, 80, "web");
            String before = town.remains(directory);
            int deeds = 0;
            for (boolean whole = false; !whole; deeds++) {
                whole = lived(town, directory, new Fate(deeds));
                try (Networks next = Networks.open(directory, town.settings)) {
                    assertThat(next.recover(Set.of(LIVING))).isEmpty();
                    assertThat(town.remains(directory))
                            .as("killed before deed %d", deeds)
                            .isEqualTo(before);
                    assertThat(town.heard(town.internet, Town.HOST, 9090)).isEqualTo("web to " + Town.INTERNET);
                }
            }
            assertThat(deeds).isGreaterThan(10);
        }
    }

    private int everyPoint(Set<String> living, String expected) throws Exception {
        try (Town town = new Town(state)) {
            Path directory = state.resolve("network");
            int deeds = 0;
            for (boolean whole = false; !whole; deeds++) {
                whole = lived(town, directory, new Fate(deeds));
                try (Networks next = Networks.open(directory, town.settings)) {
                    assertThat(next.recover(living)).isEmpty();
                }
                assertThat(town.remains(directory))
                        .as("killed before deed %d", deeds)
                        .isEqualTo(expected);
                assertThat(town.said(town.host, "cat", "/proc/sys/net/ipv4/ip_forward"))
                        .isEqualTo("0\n");
            }
            return deeds;
        }
    }

    /** The whole life of a container's network; false if it was cut short. */
    private static boolean lived(Town town, Path directory, Fate fate) {
        try (Networks networks = Networks.open(directory, town.settings, fate);
                Jar jar = town.container()) {
            networks.attach(networks.reserve(Wish.of(DEAD, "db").publish("8080:80")), jar.pid());
            networks.detach(DEAD);
            return true;
        } catch (Killed e) {
            return false;
        }
    }

    @Test
    void aProcessThatIsReallyKilledLeavesNothing() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Town town = new Town(state)) {
            Path directory = state.resolve("network");
            for (int i = 0; i < 3; i++) {
                killed(town, directory, 1 + random.nextInt(40));
                try (Networks next = Networks.open(directory, town.settings)) {
                    assertThat(next.recover(Set.of())).isEmpty();
                }
                assertThat(town.remains(directory)).as("seed %d", seed).isEqualTo(NOTHING);
            }
        }
    }

    @Test
    void aRecordThatWasNotWrittenToItsEndIsRemoved() throws Exception {
        try (Town town = new Town(state)) {
            Path directory = state.resolve("network");
            try (Networks networks = Networks.open(directory, town.settings)) {
                Files.writeString(directory.resolve("attachments/c1.json.unfinished"), "{\"id\":");
                assertThat(networks.recover(Set.of())).isEmpty();
            }
            assertThat(town.remains(directory)).isEqualTo(NOTHING);
        }
    }

    /** Has another JVM, which is on the town's host, make and remove networks, and kills it after some deeds. */
    private static void killed(Town town, Path directory, int deeds) throws Exception {
        try (NamespaceThread inside = NamespaceThread.in(town.host.namespace)) {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Victim.class.getName(),
                    directory.toString());
            Process victim = inside.call(() -> Town.unchecked(() -> new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()));
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < deeds; i++) {
                    assertThat(said.readLine()).isEqualTo("deed");
                }
            } finally {
                victim.destroyForcibly().waitFor();
            }
        }
    }

    /** The one that is killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            NetworkSettings settings = NetworkSettings.defaults().on(Host.own());
            Runnable deed = () -> System.out.println("deed");
            try (Networks networks = Networks.open(Path.of(args[0]), settings, deed)) {
                for (int i = 0; true; i++) {
                    try (Jar jar = Jar.in(Namespace.NET)) {
                        networks.attach(
                                networks.reserve(Wish.of("c" + i, "c" + i).publish("8080:80")), jar.pid());
                        networks.detach("c" + i);
                    }
                }
            }
        }
    }
}
