package hangari.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans and values, which need no kernel. */
class PlanTest {
    @Test
    void aPlanIsPrintedAsItWouldBeToldToIp() {
        NetworkPlan plan = NetworkPlan.EMPTY
                .bridge("jars")
                .dummy("none")
                .veth("jar1", "eth0", new Place.OfProcess(1979))
                .enslave("jar1", "jars")
                .address("10.0.0.1/24", "jars")
                .up("jars")
                .down("none")
                .rename("none", "zero")
                .move("zero", new Place.OfProcess(7))
                .route("0.0.0.0/0", "10.0.0.254")
                .linkRoute("fd00:1::/32", "jars")
                .deleteRoute("10.1.0.0/16")
                .deleteAddress("10.0.0.1/24", "jars")
                .delete("jars");

        assertThat(plan.toString().lines())
                .containsExactly(
                        "ip link add jars type bridge",
                        "ip link add none type dummy",
                        "ip link add jar1 type veth peer name eth0 netns 1979",
                        "ip link set dev jar1 master jars",
                        "ip addr add 10.0.0.1/24 dev jars",
                        "ip link set dev jars up",
                        "ip link set dev none down",
                        "ip link set dev none name zero",
                        "ip link set dev zero netns 7",
                        "ip route add default via 10.0.0.254",
                        "ip route add fd00:1::/32 dev jars",
                        "ip route del 10.1.0.0/16",
                        "ip addr del 10.0.0.1/24 dev jars",
                        "ip link del dev jars");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1/24, 10.0.0.1/24",
        "10.0.0.1, 10.0.0.1/32",
        "::/0, ::/0",
        "::1, ::1/128",
        "FD00:0:0:0:0:0:0:1/64, fd00::1/64",
        "2001:db8:0:0:1:0:0:1/64, 2001:db8::1:0:0:1/64",
        "2001:0:0:1:0:0:0:1/64, 2001:0:0:1::1/64",
        "fe80:10:0:0:0:0:0:0/64, fe80:10::/64",
        "1:2:3:4:5:6:0:8/64, 1:2:3:4:5:6:0:8/64"
    })
    void aPrefixIsReadAndPrinted(String text, String printed) {
        assertThat(Prefix.of(text)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0/8",
                "10.0.0.256/8",
                "10.0.0.1/33",
                "10.0.0.1/",
                "10.0.0.1/-1",
                "fd00::1/129",
                ":::/1",
                "10.0.0.1/ 8"
            })
    void whatIsNoPrefixIsRefusedWithTheValue(String text) {
        assertThatThrownBy(() -> Prefix.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linksPrintAsATableThatNamesMastersAndPeers() {
        Link bridge = link(2, "jars", LinkKind.BRIDGE, OptionalInt.empty(), OptionalInt.empty(), false);
        Link near = link(3, "a", LinkKind.VETH, OptionalInt.of(2), OptionalInt.of(4), false);
        Link far = link(4, "b", LinkKind.VETH, OptionalInt.empty(), OptionalInt.of(3), true);

        assertThat(new Links(List.of(bridge, near, far)).toString().lines())
                .containsExactly(
                        "INDEX  NAME  KIND    SET  STATE  MTU   ADDRESS            MASTER  PEER",
                        "2      jars  bridge  up   UP     1500  02:00:00:00:00:01",
                        "3      a     veth    up   UP     1500  02:00:00:00:00:01  jars    b",
                        "4      b     veth    up   UP     1500  02:00:00:00:00:01          #3 elsewhere");
    }

    private static Link link(
            int index, String name, LinkKind kind, OptionalInt master, OptionalInt peer, boolean elsewhere) {
        return new Link(index, name, kind, true, OperState.UP, 1500, "02:00:00:00:00:01", master, peer, elsewhere);
    }
}
