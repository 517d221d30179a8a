package hangari.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import hangari.linux.Errno;
import hangari.linux.Namespace;
import hangari.linux.Refusal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the kernel refuses, and that each refusal has its errno, its remedy in both languages, and changes nothing. */
class RefusalTest {
    private static final NetworkPlan START = NetworkPlan.EMPTY
            .bridge("jars")
            .bridge("more")
            .veth("a", "b", Place.HERE)
            .address("10.99.0.1/24", "a")
            .up("a")
            .up("b");

    private record Case(String name, UnaryOperator<NetworkPlan> change, Errno errno) {}

    private static final List<Case> CASES = List.of(
            new Case("aNameThatIsTaken", plan -> plan.bridge("a"), Errno.EEXIST),
            new Case("aPeersNameThatIsTaken", plan -> plan.veth("c", "a", Place.HERE), Errno.EEXIST),
            new Case("aNameOfSixteenCharacters", plan -> plan.bridge("abcdefghijklmnop"), Errno.ERANGE),
            new Case("aNameWithASlash", plan -> plan.bridge("a/b"), Errno.EINVAL),
            new Case(
                    "aPeerForAProcessThatIsNot",
                    plan -> plan.veth("c", "d", new Place.OfProcess(1 << 30)),
                    Errno.ESRCH),
            new Case("aLinkThatIsNot", plan -> plan.up("nobody"), Errno.ENODEV),
            new Case("anAddressForALinkThatIsNot", plan -> plan.address("10.1.0.1/8", "nobody"), Errno.ENODEV),
            new Case("aNewNameThatIsTaken", plan -> plan.rename("a", "b"), Errno.EEXIST),
            new Case("aNewNameWithABlank", plan -> plan.rename("a", "a b"), Errno.EINVAL),
            new Case("aMasterThatIsNoBridge", plan -> plan.enslave("a", "b"), Errno.EOPNOTSUPP),
            new Case("aBridgeInABridge", plan -> plan.enslave("jars", "more"), Errno.ELOOP),
            new Case("theLoopbackInABridge", plan -> plan.enslave("lo", "jars"), Errno.EINVAL),
            new Case("theLoopbackDeleted", plan -> plan.delete("lo"), Errno.EOPNOTSUPP),
            new Case("anAddressTwice", plan -> plan.address("10.99.0.1/24", "a"), Errno.EEXIST),
            new Case("anAddressThatIsNotThere", plan -> plan.deleteAddress("10.1.0.1/24", "a"), Errno.EADDRNOTAVAIL),
            new Case("aGatewayNobodyKnows", plan -> plan.route("0.0.0.0/0", "10.1.0.1"), Errno.ENETUNREACH),
            new Case("aRouteByALinkThatIsDown", plan -> plan.linkRoute("10.1.0.0/16", "jars"), Errno.ENETDOWN),
            new Case("aRouteTwice", plan -> plan.linkRoute("10.99.0.0/24", "a"), Errno.EEXIST),
            new Case("aDestinationThatIsAHost", plan -> plan.linkRoute("10.1.0.7/16", "a"), Errno.EINVAL),
            new Case("aRouteThatIsNotThere", plan -> plan.deleteRoute("10.1.0.0/16"), Errno.ESRCH));

    @TestFactory
    Stream<DynamicTest> eachIsNamedAndHasARemedyInBothLanguages() {
        return CASES.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> refused(one)));
    }

    private static void refused(Case one) {
        assumeTrue(Credentials.canAdministrate(), "not root");
        try (Jar jar = Jar.in(Namespace.NET)) {
            assertThat(jar.network.apply(START).refusal()).isEmpty();
            Links before = jar.network.links();

            NetworkPlan plan = one.change().apply(NetworkPlan.EMPTY);
            Refusal refusal = jar.network.apply(plan).refusal().orElseThrow();

            assertThat(refusal.errno()).as(refusal.line()).isEqualTo(one.errno());
            assertThat(refusal.line()).startsWith(plan + ": " + one.errno() + " (");
            assertThat(refusal.hint().in("en")).isNotEmpty();
            assertThat(refusal.hint().in("ko")).isNotEmpty();
            assertThat(jar.network.links().links())
                    .extracting(Link::name)
                    .containsExactlyElementsOf(
                            before.links().stream().map(Link::name).toList());
        }
    }

    @org.junit.jupiter.api.Test
    void theKernelsOwnWordsAreRepeated() {
        assumeTrue(Credentials.canAdministrate(), "not root");
        try (Jar jar = Jar.in(Namespace.NET)) {
            Applied applied = jar.network.apply(START.route("0.0.0.0/0", "10.1.0.1"));

            assertThat(applied.refusal().orElseThrow().said()).isEqualTo("Nexthop has invalid gateway");
            assertThat(applied.toString()).contains("; the kernel says \"Nexthop has invalid gateway\")");
        }
    }
}
