package hangari.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import hangari.linux.Ending;
import hangari.linux.Namespace;
import hangari.linux.NamespaceThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks that belong to a user namespace: what an ordinary user can make, and root as well. */
class RootlessNetworkTest {
    @BeforeEach
    void userNamespacesAreAllowed() throws Exception {
        assumeTrue(new ProcessBuilder("unshare", "-r", "true").start().waitFor() == 0, "no user namespace allowed");
    }

    @Test
    void aNetworkInAUserNamespaceIsMadeFromOutside() {
        try (Jar jar = Jar.in(Namespace.USER, Namespace.NET)) {
            Applied applied = jar.network.apply(NetworkPlan.EMPTY
                    .up("lo")
                    .bridge("jars")
                    .address("10.99.0.1/24", "jars")
                    .up("jars"));

            assertThat(applied.refusal()).isEmpty();
            assertThat(jar.network.addresses().of("jars")).contains(Prefix.of("10.99.0.1/24"));
        }
    }

    @Test
    void twoNetworksOfOneUserNamespacePingEachOther() {
        assumeTrue(Files.isExecutable(Path.of("/bin/busybox")), "busybox is not installed");
        try (Jar left = Jar.in(Namespace.USER, Namespace.NET);
                Jar right = left.sibling()) {
            NetworkPlan near = NetworkPlan.EMPTY
                    .veth("eth0", "eth0", new Place.Held(right.namespace))
                    .address("10.99.0.1/24", "eth0")
                    .up("eth0");
            assertThat(left.network.apply(near).refusal()).isEmpty();
            NetworkPlan far = NetworkPlan.EMPTY.address("10.99.0.2/24", "eth0").up("eth0");
            assertThat(right.network.apply(far).refusal()).isEmpty();

            assertThat(left.run("/bin/busybox", "ping", "-c", "1", "10.99.0.2")).isEqualTo(new Ending.Exited(0));
        }
    }

    @Test
    void aNetworkOfAnotherUserNamespaceIsNotReachedByAPeer() {
        try (Jar left = Jar.in(Namespace.USER, Namespace.NET);
                Jar right = Jar.in(Namespace.USER, Namespace.NET)) {
            Applied applied = left.network.apply(NetworkPlan.EMPTY.veth("a", "b", new Place.Held(right.namespace)));

            assertThat(applied.in("en")).contains("EPERM", "CAP_NET_ADMIN");
            assertThat(applied.in("ko")).contains("EPERM", "CAP_NET_ADMIN이 필요합니다");
        }
    }

    @Test
    void anOrdinaryUserIsRefusedTheHostsNetworkAndAThreadInside() {
        assumeFalse(Credentials.canAdministrate(), "root may");
        try (Network own = Network.own();
                Jar jar = Jar.in(Namespace.USER, Namespace.NET)) {
            // The loopback has this address already, so that even a kernel that let us would change nothing.
            Applied applied = own.apply(NetworkPlan.EMPTY.address("127.0.0.1/8", "lo"));

            assertThat(applied.toString()).contains("EPERM", "CAP_NET_ADMIN");
            assertThatThrownBy(() -> NamespaceThread.in(jar.namespace)).hasMessageContaining("setns");
        }
    }

    @Test
    void theListsOfTheHostCanBeReadByAnybody() {
        try (Network own = Network.own()) {
            assertThat(own.links().toString()).startsWith("INDEX").contains("loopback");
            assertThat(List.of(own.addresses(), own.routes())).isNotNull();
        }
    }
}
