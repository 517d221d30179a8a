package hangari.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import hangari.linux.Namespace;
import hangari.linux.NamespaceThread;
import hangari.linux.NetworkNamespace;
import hangari.linux.Refusal;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks on the real kernel, each in namespaces that the test made. */
class NetworkTest {
    private static final NetworkPlan NOTHING = NetworkPlan.EMPTY;

    @BeforeEach
    void onlyRootMakesNetworkNamespacesByThemselves() {
        assumeTrue(Credentials.canAdministrate(), "not root: see RootlessNetworkTest");
    }

    @Test
    void aNewNamespaceHasALoopbackThatIsDownAndNothingElse() {
        try (Jar jar = Jar.in(Namespace.NET)) {
            assertThat(jar.network.links().links()).singleElement().satisfies(link -> {
                assertThat(link.name()).isEqualTo("lo");
                assertThat(link.kind()).isEqualTo(LinkKind.LOOPBACK);
                assertThat(link.up()).isFalse();
            });
            assertThat(jar.network.addresses().addresses()).isEmpty();
            assertThat(jar.network.routes().routes()).isEmpty();
        }
    }

    @Test
    void aLoopbackThatIsSetUpHasItsAddresses() {
        try (Jar jar = Jar.in(Namespace.NET)) {
            made(jar, NOTHING.up("lo"));

            assertThat(jar.network.links().find("lo").orElseThrow().up()).isTrue();
            assertThat(jar.network.addresses().of("lo")).contains(Prefix.of("127.0.0.1/8"));
        }
    }

    @Test
    void aVethHasItsSecondEndInTheOtherNamespaceFromTheStart() {
        try (Jar left = Jar.in(Namespace.NET);
                Jar right = Jar.in(Namespace.NET)) {
            made(left, NOTHING.veth("toRight", "eth0", new Place.Held(right.namespace)));
            made(left, NOTHING.veth("byPid", "eth1", new Place.OfProcess(right.pid())));

            Link near = left.network.links().find("toRight").orElseThrow();
            Link far = right.network.links().find("eth0").orElseThrow();
            assertThat(near.kind()).isEqualTo(LinkKind.VETH);
            assertThat(near.peer()).hasValue(far.index());
            assertThat(near.peerElsewhere()).isTrue();
            assertThat(far.peer()).hasValue(near.index());
            assertThat(right.network.links().find("eth1")).isPresent();
            assertThat(left.network.links().find("eth0")).isEmpty();
        }
    }

    @Test
    void twoNamespacesTalkOverACable() throws Exception {
        try (Jar left = Jar.in(Namespace.NET);
                Jar right = Jar.in(Namespace.NET)) {
            made(
                    left,
                    NOTHING.veth("eth0", "eth0", new Place.Held(right.namespace))
                            .address("10.99.0.1/24", "eth0")
                            .up("eth0"));
            made(right, NOTHING.address("10.99.0.2/24", "eth0").up("eth0"));

            assertThat(said(left, right, "10.99.0.2")).isEqualTo("안녕 from /10.99.0.1");
            assertThat(left.network.links().find("eth0").orElseThrow().state()).isEqualTo(OperState.UP);
            assertThat(left.network.routes().routes())
                    .contains(new Route(Prefix.of("10.99.0.0/24"), Optional.empty(), "eth0", Route.MAIN));
        }
    }

    @Test
    void twoNamespacesTalkOverABridgeInAThird() throws Exception {
        try (Jar middle = Jar.in(Namespace.NET);
                Jar left = Jar.in(Namespace.NET);
                Jar right = Jar.in(Namespace.NET)) {
            made(
                    middle,
                    NOTHING.bridge("jars")
                            .address("10.99.0.1/24", "jars")
                            .up("jars")
                            .veth("left", "eth0", new Place.OfProcess(left.pid()))
                            .enslave("left", "jars")
                            .up("left")
                            .veth("right", "eth0", new Place.OfProcess(right.pid()))
                            .enslave("right", "jars")
                            .up("right"));
            made(left, NOTHING.address("10.99.0.2/24", "eth0").up("eth0").route("0.0.0.0/0", "10.99.0.1"));
            made(right, NOTHING.address("10.99.0.3/24", "eth0").up("eth0"));

            assertThat(said(left, right, "10.99.0.3")).isEqualTo("안녕 from /10.99.0.2");
            Links links = middle.network.links();
            assertThat(links.find("left").orElseThrow().master())
                    .hasValue(links.find("jars").orElseThrow().index());
            assertThat(links.toString()).contains("bridge", "veth", "jars");
            assertThat(left.network.routes().toString())
                    .startsWith("DESTINATION")
                    .contains("default", "10.99.0.1");
        }
    }

    @Test
    void whatWasMadeCanBeChangedAndTakenAway() {
        try (Jar jar = Jar.in(Namespace.NET);
                Jar other = Jar.in(Namespace.NET)) {
            made(
                    jar,
                    NOTHING.veth("a", "b", Place.HERE)
                            .rename("a", "first")
                            .address("10.99.0.1/24", "first")
                            .up("first")
                            .up("b")
                            .linkRoute("10.98.0.0/16", "first")
                            .route("10.97.0.0/16", "10.99.0.2"));
            assertThat(jar.network.routes().routes())
                    .filteredOn(route -> route.destination().family() == Family.INET)
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrder(
                            "10.97.0.0/16 via 10.99.0.2 dev first", "10.98.0.0/16 dev first", "10.99.0.0/24 dev first");

            made(
                    jar,
                    NOTHING.deleteRoute("10.98.0.0/16")
                            .deleteAddress("10.99.0.1/24", "first")
                            .down("first")
                            .move("b", new Place.Held(other.namespace)));
            assertThat(jar.network.addresses().of("first")).noneMatch(prefix -> prefix.family() == Family.INET);
            assertThat(jar.network.links().find("first").orElseThrow().up()).isFalse();
            assertThat(other.network.links().find("b")).isPresent();

            made(jar, NOTHING.delete("first"));
            assertThat(jar.network.links().links()).hasSize(1);
            assertThat(other.network.links().find("b")).isEmpty();
        }
    }

    @Test
    void aLinkMayHaveAnAddressOfVersionSix() {
        assumeTrue(Files.exists(Path.of("/proc/sys/net/ipv6")), "the kernel has no IPv6");
        try (Jar jar = Jar.in(Namespace.NET)) {
            made(jar, NOTHING.bridge("jars").address("fd00::1/64", "jars"));

            assertThat(jar.network.addresses().of("jars")).contains(Prefix.of("fd00::1/64"));
            assertThat(jar.network.addresses().toString()).contains("fd00::1/64");
        }
    }

    @Test
    void aDummyIsMadeWhereTheKernelHasOneAndItsWantIsNamedElsewhere() {
        try (Jar jar = Jar.in(Namespace.NET)) {
            Applied applied = jar.network.apply(NOTHING.dummy("dummy0"));

            if (applied.refusal().isEmpty()) {
                assertThat(jar.network.links().find("dummy0").orElseThrow().kind())
                        .isEqualTo(LinkKind.DUMMY);
            } else {
                assertThat(applied.in("en")).contains("EOPNOTSUPP", "modprobe");
            }
        }
    }

    @Test
    void twoHundredLinksAreListed() {
        try (Jar jar = Jar.in(Namespace.NET)) {
            NetworkPlan plan = NOTHING;
            for (int i = 0; i < 100; i++) {
                plan = plan.veth("left" + i, "right" + i, Place.HERE);
            }
            made(jar, plan);

            assertThat(jar.network.links().links()).hasSize(201);
        }
    }

    @Test
    void aPlanStopsAtTheFirstRefusalAndSaysWhatMendsIt() {
        try (Jar jar = Jar.in(Namespace.NET)) {
            Applied applied =
                    jar.network.apply(NOTHING.bridge("jars").bridge("jars").up("jars"));

            assertThat(applied.done()).isEqualTo(1);
            assertThat(applied.in("en").lines())
                    .containsExactly(
                            "ip link add jars type bridge = 0",
                            "ip link add jars type bridge: EEXIST (file exists): there is a link of this name already:"
                                    + " choose another, or delete that one with 'ip link del'",
                            "ip link set dev jars up");
            assertThat(applied.in("ko")).contains("같은 이름의 링크가 이미 있습니다");
            assertThat(jar.network.links().find("jars").orElseThrow().up()).isFalse();
        }
    }

    @Test
    void theHostsOwnLoopbackIsSeenAsTheKernelShowsIt() {
        try (Network own = Network.own()) {
            assertThat(own.links().find("lo").orElseThrow().index()).isEqualTo(1);
        }
    }

    @Test
    void aThreadInsideLeavesTheCallersThreadWhereItIs() throws Exception {
        Path here = Path.of("/proc/thread-self/ns/net");
        Path before = Files.readSymbolicLink(here);
        try (Jar jar = Jar.in(Namespace.NET);
                NamespaceThread inside = NamespaceThread.in(jar.namespace)) {
            Path there = inside.submit(() -> Files.readSymbolicLink(here)).get();

            assertThat(there).isEqualTo(Files.readSymbolicLink(Path.of("/proc/" + jar.pid() + "/ns/net")));
            assertThat(there).isNotEqualTo(before);
            assertThat(Files.readSymbolicLink(here)).isEqualTo(before);
        }
    }

    @Test
    void aNamespaceLivesOnWhileItIsHeld() {
        Jar jar = Jar.in(Namespace.NET);
        try (var held = NetworkNamespace.of(jar.pid())) {
            made(jar, NOTHING.bridge("jars"));
            jar.close();

            try (Network again = Network.in(held)) {
                assertThat(again.links().find("jars")).isPresent();
            }
        }
    }

    @Test
    void aFileThatIsNoNetworkNamespaceIsRefused() {
        assertThatThrownBy(() -> {
                    try (var uts = NetworkNamespace.open("/proc/self/ns/uts")) {
                        Network.in(uts).close();
                    }
                })
                .hasMessageContaining("setns")
                .hasMessageContaining("EINVAL");
    }

    private static void made(Jar jar, NetworkPlan plan) {
        assertThat(jar.network.apply(plan).refusal()).map(Refusal::line).isEmpty();
    }

    /** A word sent from one namespace and heard in the other, with where it came from. */
    private static String said(Jar from, Jar to, String address) throws Exception {
        try (NamespaceThread speaker = NamespaceThread.in(from.namespace);
                NamespaceThread listener = NamespaceThread.in(to.namespace);
                DatagramSocket ear =
                        listener.submit(() -> new DatagramSocket(7777)).get();
                DatagramSocket mouth =
                        speaker.submit(() -> new DatagramSocket()).get()) {
            byte[] word = "안녕".getBytes(StandardCharsets.UTF_8);
            DatagramPacket heard = new DatagramPacket(new byte[100], 100);
            Future<?> hearing = listener.submit(() -> {
                ear.receive(heard);
                return heard;
            });
            mouth.send(new DatagramPacket(word, word.length, InetAddress.getByName(address), 7777));
            hearing.get();
            return new String(heard.getData(), 0, heard.getLength(), StandardCharsets.UTF_8) + " from "
                    + heard.getAddress();
        }
    }
}
