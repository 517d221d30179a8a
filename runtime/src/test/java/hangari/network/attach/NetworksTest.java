package hangari.network.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import hangari.network.Jar;
import hangari.network.NetworkPlan;
import hangari.network.Prefix;
import hangari.network.port.PortException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Networks of containers on the real kernel, in namespaces that the test made. */
@Timeout(60)
class NetworksTest {
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);
    private static final String NOTHING = "lo uplink";

    @TempDir
    private Path state;

    private Path directory;
    private Town town;
    private Networks networks;

    @BeforeEach
    void build() throws Exception {
        assumeTrue(Credentials.canAdministrate(), "not root: see UserNetworkTest");
        directory = state.resolve("network");
        town = new Town(state);
        networks = Networks.open(directory, town.settings);
    }

    @AfterEach
    void tearDown() throws Exception {
        if (town != null) {
            networks.close();
            town.close();
        }
    }

    private Jar attached(Wish wish) {
        Reservation reservation = networks.reserve(wish);
        Jar jar = town.container();
        networks.attach(reservation, jar.pid());
        return jar;
    }

    @Test
    void twoContainersReachEachOtherByAddressAndAreForgottenWithoutATrace() throws Exception {
        Jar web = attached(Wish.of(ONE, "web"));
        Jar db = attached(Wish.of(TWO, "db"));
        town.serve(web, 80, "web");

        assertThat(town.heard(db, "172.30.0.2", 80)).isEqualTo("web to 172.30.0.3");
        assertThat(web.network.links().links()).extracting("name").containsExactly("lo", "eth0");
        assertThat(town.host.network.links().links()).extracting("name").contains("hangari0");
        networks.detach(ONE);
        networks.detach(TWO);
        networks.detach(TWO);
        assertThat(town.remains(directory)).isEqualTo(NOTHING);
    }

    @Test
    void containersFindEachOtherByNameAliasAndShortId() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/busybox")), "busybox is not installed");
        Jar web = attached(Wish.of(ONE, "web").called("www"));
        attached(Wish.of(TWO, "db"));
        for (String name : List.of("db", "DB", TWO.substring(0, 12))) {
            assertThat(town.said(web, "busybox", "nslookup", name, "172.30.0.1"))
                    .contains("Address: 172.30.0.3");
        }
        assertThat(town.said(web, "busybox", "nslookup", "www", "172.30.0.1")).contains("Address: 172.30.0.2");
        assertThat(town.said(web, "busybox", "nslookup", "172.30.0.3", "172.30.0.1"))
                .contains("name = db");
        networks.detach(TWO);
        assertThat(town.said(web, "busybox", "nslookup", "db", "172.30.0.1")).doesNotContain("172.30.0.3");
    }

    @Test
    void theFilesOfAContainerNameItsOwnAddressAndTheResponder() {
        ContainerFiles files = networks.reserve(Wish.of(ONE, "web")).files();

        assertThat(files.resolvConf()).isEqualTo("nameserver 172.30.0.1\n");
        assertThat(files.hosts()).startsWith("127.0.0.1\tlocalhost\n").endsWith("172.30.0.2\tweb\n");
        assertThat(files.hostname()).isEqualTo("web\n");
    }

    @Test
    void whatIsOutsideIsReachedByMasquerade() {
        assumeNft();
        Jar web = attached(Wish.of(ONE, "web"));
        town.serve(town.internet, 80, "internet");
        assertThat(web.network.apply(NetworkPlan.EMPTY).refusal()).isEmpty();
        assertThat(town.heard(web, Town.INTERNET, 80)).isEqualTo("internet to " + Town.HOST);
        assertThat(town.said(town.host, "cat", "/proc/sys/net/ipv4/ip_forward")).isEqualTo("1\n");

        networks.detach(ONE);
        assertThat(town.said(town.host, "cat", "/proc/sys/net/ipv4/ip_forward")).isEqualTo("0\n");
    }

    @Test
    void aPublishedPortAnswersAtEachAddressOfTheHostAndFromInside() {
        assumeNft();
        Jar web = attached(Wish.of(ONE, "web").publish("8080:80"));
        Jar db = attached(Wish.of(TWO, "db"));
        town.serve(web, 80, "web");

        assertThat(town.heard(town.internet, Town.HOST, 8080)).isEqualTo("web to " + Town.INTERNET);
        assertThat(town.heard(town.host, Town.HOST, 8080)).isEqualTo("web to " + Town.HOST);
        assertThat(town.heard(town.host, "127.0.0.1", 8080)).isEqualTo("web to 172.30.0.1");
        assertThat(town.heard(db, Town.HOST, 8080)).isEqualTo("web to 172.30.0.1");
        assertThat(town.heard(web, "172.30.0.1", 8080)).isEqualTo("web to 172.30.0.1");
    }

    @Test
    void aPortThatIsPublishedOnTheLoopbackIsNotReachedFromOutside() {
        assumeNft();
        Jar web = attached(Wish.of(ONE, "web").publish("127.0.0.1:8080:80"));
        town.serve(web, 80, "web");

        assertThat(town.heard(town.host, "127.0.0.1", 8080)).startsWith("web");
        assertThat(town.heard(town.internet, Town.HOST, 8080)).contains("refused");
    }

    @Test
    void aContainerIsNotReachedFromOutsideByAPortThatIsNotPublished() {
        assumeNft();
        Jar web = attached(Wish.of(ONE, "web"));
        town.serve(web, 80, "web");
        assertThat(town.internet
                        .network
                        .apply(NetworkPlan.EMPTY.route("172.30.0.0/16", Town.HOST))
                        .refusal())
                .isEmpty();

        assertThat(town.unheard(town.internet, "172.30.0.2", 80)).containsIgnoringCase("timed out");
        assertThat(town.heard(town.host, "172.30.0.2", 80)).isEqualTo("web to 172.30.0.1");
    }

    @Test
    void aPortThatWasLeftOpenIsChosenAndSaid() {
        Reservation web = networks.reserve(Wish.of(ONE, "web").publish("80", "53/udp"));

        assertThat(web.attachment().mappings()).hasSize(2).allMatch(mapping -> mapping.hostPort() > 0);
    }

    @Test
    void aPortInUseIsRefusedBeforeAnythingIsStartedAndLeavesNothing() throws Exception {
        try (ServerSocket taken = town.vantage.call(() -> Town.unchecked(() -> new ServerSocket(8080)))) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> networks.reserve(Wish.of(ONE, "web").publish("9090:90", "8080:80")))
                    .isInstanceOf(PortException.class)
                    .hasMessageStartingWith("port *:8080/tcp of this host is in use already: publish another");
        }
        assertThat(town.remains(directory)).isEqualTo(NOTHING);
        networks.reserve(Wish.of(ONE, "web").publish("9090:90", "8080:80"));
    }

    @Test
    void withoutNftPublishedPortsAreServedAndTheWantIsSaid() {
        networks.close();
        networks = Networks.open(directory, town.settings.withNft(Path.of("/nowhere/nft")));
        Reservation reservation = networks.reserve(Wish.of(ONE, "web").publish("8080:80"));
        Jar web = town.container();
        networks.attach(reservation, web.pid());
        town.serve(web, 80, "web");

        assertThat(reservation.notes()).singleElement().asString().contains("nft is not installed", "apt-get install");
        assertThat(town.heard(town.internet, Town.HOST, 8080)).isEqualTo("web to 172.30.0.1");
    }

    @Test
    void whatNftSaysIsPassedOn() throws Exception {
        Path broken = state.resolve("nft");
        Files.writeString(broken, "#!/bin/sh\ncat >/dev/null\necho 'Error: no filter here' >&2\nexit 3\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        networks.close();
        networks = Networks.open(directory, town.settings.withNft(broken));

        assertThat(networks.reserve(Wish.of(ONE, "web")).notes())
                .singleElement()
                .asString()
                .startsWith("nft ended with 3: Error: no filter here: ");
    }

    @Test
    void theDryRunReadsLikeWhatIpAndNftAreTold() {
        assumeNft();
        String table = Names.of(directory).table();
        String cable = Names.of(directory).cable(ONE);
        assertThat(networks.reserve(Wish.of(ONE, "web").publish("8080:80"))
                        .toString()
                        .lines())
                .containsSequence(
                        "# on the host",
                        "ip link add " + cable + " type veth peer name eth0 netns PID",
                        "ip link set dev " + cable + " master hangari0",
                        "ip link set dev " + cable + " up",
                        "# in the container",
                        "ip link set dev lo up",
                        "ip link set dev eth0 address 02:42:ac:1e:00:02",
                        "ip addr add 172.30.0.2/20 dev eth0",
                        "ip link set dev eth0 up",
                        "ip route add default via 172.30.0.1",
                        "# nft -f -",
                        "add table ip " + table,
                        "delete table ip " + table,
                        "table ip " + table + " {",
                        "  chain prerouting {",
                        "    type nat hook prerouting priority dstnat; policy accept;",
                        "    iifname != \"hangari0\" fib daddr type local tcp dport 8080 dnat to 172.30.0.2:80");
    }

    @Test
    void aSubnetIsChosenThatTheHostDoesNotReachYet() {
        assertThat(town.host
                        .network
                        .apply(NetworkPlan.EMPTY.linkRoute("172.30.0.0/17", "uplink"))
                        .refusal())
                .isEmpty();

        assertThat(networks.reserve(Wish.of(ONE, "web")).attachment().address()).isEqualTo("172.30.128.2");
    }

    @Test
    void aBridgeOfSomebodyElseIsLeftAlone() {
        assertThat(town.host.network.apply(NetworkPlan.EMPTY.bridge("hangari0")).refusal())
                .isEmpty();

        Reservation web = networks.reserve(Wish.of(ONE, "web"));

        assertThat(web.cable().orElseThrow().bridge()).isEqualTo("hangari1");
        networks.detach(ONE);
        assertThat(town.host.network.links().find("hangari0")).isPresent();
    }

    @Test
    void networksOfOnesOwnAreApartFromEachOther() throws Exception {
        assumeNft();
        networks.create("back", Optional.of(Prefix.of("10.9.0.0/24")));
        networks.create("front", Optional.empty());
        Jar db = attached(Wish.of(ONE, "db").in(NetworkMode.parse("back")));
        Jar web = attached(Wish.of(TWO, "web").in(NetworkMode.parse("front")));
        town.serve(db, 80, "db");

        assertThat(networks.attachment(ONE).orElseThrow().address()).isEqualTo("10.9.0.2");
        assertThat(town.unheard(web, "10.9.0.2", 80)).containsIgnoringCase("timed out");
        assertThatThrownBy(() -> networks.remove("back")).hasMessage("network back is used by db: remove those first");
        assertThatThrownBy(() -> networks.create("back", Optional.empty())).hasMessageContaining("is there already");
        assertThatThrownBy(() -> networks.create("more", Optional.of(Prefix.of("10.9.0.128/25"))))
                .hasMessageContaining("overlaps with 10.9.0.0/24");
        networks.detach(ONE);
        networks.detach(TWO);
        assertThat(networks.list()).extracting(NetworkRecord::name).containsExactly("back", "front");
        networks.remove("back");
        networks.remove("front");
        assertThat(town.remains(directory)).isEqualTo(NOTHING);
    }

    @Test
    void aNetworkThatIsNotThereIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> networks.reserve(Wish.of(ONE, "web").in(NetworkMode.parse("nowhere"))))
                .isInstanceOf(NetworkException.class)
                .hasMessage("no network is named \"nowhere\": make it with 'hangari network create nowhere'");
    }

    @Test
    void aNetworkOfNoneHasItsLoopback() {
        Jar jar = attached(Wish.of(ONE, "alone").in(NetworkMode.parse("none")));

        assertThat(jar.network.links().links()).singleElement().matches(link -> link.up());
    }

    @Test
    void twoProcessesDoNotGiveOutOneAddress() {
        try (Networks other = Networks.open(directory, town.settings)) {
            List<CompletableFuture<String>> all = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> (i % 2 == 0 ? networks : other)
                            .reserve(Wish.of("c" + i, "c" + i))
                            .attachment()
                            .address()))
                    .toList();
            Set<String> addresses = new HashSet<>();
            all.forEach(address -> addresses.add(address.join()));

            assertThat(addresses).hasSize(20);
        }
    }

    @Test
    void aNetworkThatIsFullSaysSo() {
        networks.create("tiny", Optional.of(Prefix.of("10.9.0.0/29")));
        for (int i = 0; i < 5; i++) {
            networks.reserve(Wish.of("c" + i, "c" + i).in(NetworkMode.parse("tiny")));
        }
        assertThatThrownBy(() -> networks.reserve(Wish.of("c5", "c5").in(NetworkMode.parse("tiny"))))
                .hasMessageContaining("network tiny (10.9.0.0/29) has no address left");
        assertThat(networks.attachment("c5")).isEmpty();
    }

    @Test
    void aNewSupervisorServesTheLivingAgainAndRemovesTheDead() {
        Jar web = attached(Wish.of(ONE, "web").publish("8080:80"));
        attached(Wish.of(TWO, "db"));
        town.serve(web, 80, "web");
        networks.close();
        networks = Networks.open(directory, town.settings);

        assertThat(networks.recover(Set.of(ONE))).isEmpty();

        assertThat(town.heard(town.host, "127.0.0.1", 8080)).isEqualTo("web to 172.30.0.1");
        assertThat(networks.attachment(TWO)).isEmpty();
        assertThat(town.host.network.links().find(Names.of(directory).cable(TWO)))
                .isEmpty();
    }

    private static void assumeNft() {
        assumeTrue(
                Nft.places().stream().anyMatch(Files::isExecutable), "nft is not installed: apt-get install nftables");
    }
}
