package hangari.linux.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.linux.Arch;
import hangari.linux.Capability;
import hangari.linux.Errno;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's JSON form of a policy. */
class SeccompProfileTest {
    private static final Action ALLOW = new Action.Allow();
    private static final Action EPERM = new Action.Refuse(Errno.EPERM);
    private static final Action ENOSYS = new Action.Refuse(Errno.ENOSYS);
    private static final KernelVersion KERNEL = KernelVersion.parse("6.1.0-13-amd64");

    private static SeccompProfile profile(String action, String... entries) {
        return SeccompProfile.parse(
                "{\"defaultAction\": \"" + action + "\", \"syscalls\": [" + String.join(",", entries) + "]}");
    }

    private static Action decide(SeccompProfile profile, Set<Capability> capabilities, String call, long... first) {
        List<Long> arguments = new ArrayList<>(Collections.nCopies(6, 0L));
        for (int i = 0; i < first.length; i++) {
            arguments.set(i, first[i]);
        }
        SeccompPolicy policy = profile.policy(Arch.X86_64, capabilities, KERNEL);
        int number = CallTable.of(Arch.X86_64).number(call).orElseThrow();
        Action decided = policy.decide(Arch.X86_64, number, arguments);
        int compiled = new BpfMachine(PolicyCompiler.compile(policy, Arch.X86_64))
                .run(PolicyCompiler.auditArch(Arch.X86_64), number, arguments);
        assertThat(compiled).isEqualTo(decided.code());
        return decided;
    }

    private static Action decide(SeccompProfile profile, String call, long... first) {
        return decide(profile, Set.of(), call, first);
    }

    @Test
    void whatIsNotNamedGetsTheDefault() {
        SeccompProfile profile = profile(
                "SCMP_ACT_ERRNO",
                "{\"names\": [\"read\", \"write\"], \"action\": \"SCMP_ACT_ALLOW\"}",
                "{\"name\": \"mount\", \"action\": \"SCMP_ACT_ERRNO\", \"errnoRet\": 13}");

        assertThat(decide(profile, "read")).isEqualTo(ALLOW);
        assertThat(decide(profile, "mount")).isEqualTo(new Action.Refuse(Errno.EACCES));
        assertThat(decide(profile, "close")).isEqualTo(EPERM);
        // Above mount, 165, the highest that is named.
        assertThat(decide(profile, "umount2")).isEqualTo(ENOSYS);
    }

    @Test
    void whereMostIsAllowedWhatIsNewIsToo() {
        SeccompProfile profile = profile("SCMP_ACT_ALLOW", "{\"names\": [\"mkdir\"], \"action\": \"SCMP_ACT_TRAP\"}");

        assertThat(decide(profile, "mkdir")).isEqualTo(new Action.Trap());
        assertThat(decide(profile, "clone3")).isEqualTo(ALLOW);
    }

    @Test
    void theDefaultMayBeOfAnotherErrno() {
        SeccompProfile profile = SeccompProfile.parse(
                "{\"defaultAction\": \"SCMP_ACT_ERRNO\", \"defaultErrnoRet\": 38, \"listenerPath\": null}");

        assertThat(decide(profile, "read")).isEqualTo(ENOSYS);
    }

    @ParameterizedTest
    @CsvSource({
        "SCMP_CMP_EQ, 5, false",
        "SCMP_CMP_EQ, 6, true",
        "SCMP_CMP_EQ, 0x100000006, false",
        "SCMP_CMP_NE, 6, false",
        "SCMP_CMP_NE, -1, true",
        "SCMP_CMP_LT, 5, true",
        "SCMP_CMP_LT, 6, false",
        "SCMP_CMP_LE, 6, true",
        "SCMP_CMP_LE, -1, false",
        "SCMP_CMP_GT, -1, true",
        "SCMP_CMP_GT, 6, false",
        "SCMP_CMP_GE, 0x700000000, true"
    })
    void argumentsAreComparedAsUnsignedWholes(String test, String value, boolean holds) {
        SeccompProfile profile = profile(
                "SCMP_ACT_ERRNO",
                "{\"names\": [\"dup\"], \"action\": \"SCMP_ACT_ALLOW\", \"args\": [{\"index\": 0, \"op\": \"" + test
                        + "\", \"value\": 6}]}");

        assertThat(decide(profile, "dup", Long.decode(value))).isEqualTo(holds ? ALLOW : EPERM);
    }

    @Test
    void theGreatestValueIsTakenAndAMaskIsTheFirstOfTwo() {
        SeccompProfile profile = profile("SCMP_ACT_ERRNO", """
            {"names": ["dup"], "action": "SCMP_ACT_ALLOW",
             "args": [{"index": 1, "op": "SCMP_CMP_MASKED_EQ", "value": 18446744069414584320, "valueTwo": 4294967296}]}
            """);

        assertThat(decide(profile, "dup", 0, 0x1_0000_1234L)).isEqualTo(ALLOW);
        assertThat(decide(profile, "dup", 0, 0x2_0000_1234L)).isEqualTo(EPERM);
    }

    @Test
    void comparisonsOfSeveralArgumentsMustAllHoldAndOfOneEachAloneWillDo() {
        String args = "{\"names\": [\"dup\"], \"action\": \"SCMP_ACT_ALLOW\", \"args\": ["
                + "{\"index\": 0, \"op\": \"SCMP_CMP_EQ\", \"value\": 1},"
                + "{\"index\": %d, \"op\": \"SCMP_CMP_EQ\", \"value\": 2}]}";
        SeccompProfile both = profile("SCMP_ACT_ERRNO", args.formatted(1));
        SeccompProfile either = profile("SCMP_ACT_ERRNO", args.formatted(0));

        assertThat(decide(both, "dup", 1, 2)).isEqualTo(ALLOW);
        assertThat(decide(both, "dup", 1, 3)).isEqualTo(EPERM);
        assertThat(decide(either, "dup", 1)).isEqualTo(ALLOW);
        assertThat(decide(either, "dup", 2)).isEqualTo(ALLOW);
        assertThat(decide(either, "dup", 3)).isEqualTo(EPERM);
    }

    @Test
    void anEntryForAlwaysOutdoesThoseForSomeArguments() {
        SeccompProfile profile =
                profile("SCMP_ACT_ERRNO", """
                    {"names": ["dup"], "action": "SCMP_ACT_KILL", "args": [{"index": 0, "op": "SCMP_CMP_EQ", "value": 1}]}
                    """, "{\"names\": [\"dup\"], \"action\": \"SCMP_ACT_ALLOW\"}");

        assertThat(decide(profile, "dup", 1)).isEqualTo(ALLOW);
    }

    @Test
    void whatAnEntryIncludesMustBeThereAndWhatItExcludesMustNot() {
        SeccompProfile profile = profile(
                "SCMP_ACT_ERRNO",
                "{\"names\": [\"openat2\"], \"action\": \"SCMP_ACT_ALLOW\"}",
                "{\"names\": [\"mount\"], \"action\": \"SCMP_ACT_ALLOW\", \"includes\": {\"caps\":"
                        + " [\"CAP_SYS_ADMIN\"]}}",
                "{\"names\": [\"close\"], \"action\": \"SCMP_ACT_ALLOW\", \"excludes\": {\"caps\":"
                        + " [\"CAP_SYS_ADMIN\"]}}",
                "{\"names\": [\"read\"], \"action\": \"SCMP_ACT_ALLOW\", \"includes\": {\"arches\": [\"arm64\"]}}",
                "{\"names\": [\"write\"], \"action\": \"SCMP_ACT_ALLOW\", \"includes\": {\"minKernel\": \"4.8\"}}",
                "{\"names\": [\"open\"], \"action\": \"SCMP_ACT_ALLOW\", \"includes\": {\"minKernel\": \"6.2\"}}",
                "{\"names\": [\"dup\"], \"action\": \"SCMP_ACT_ALLOW\", \"includes\": {\"caps\": [\"CAP_OF_MARS\"]}}");
        Set<Capability> admin = Set.of(Capability.SYS_ADMIN);

        assertThat(decide(profile, "mount")).isEqualTo(EPERM);
        assertThat(decide(profile, admin, "mount")).isEqualTo(ALLOW);
        assertThat(decide(profile, "close")).isEqualTo(ALLOW);
        assertThat(decide(profile, admin, "close")).isEqualTo(EPERM);
        assertThat(decide(profile, "read")).isEqualTo(EPERM);
        assertThat(decide(profile, "write")).isEqualTo(ALLOW);
        assertThat(decide(profile, "open")).isEqualTo(EPERM);
        assertThat(decide(profile, "dup")).isEqualTo(EPERM);
    }

    @Test
    void callsThatNoTableHasArePassedOverAndTold() {
        SeccompProfile profile = profile(
                "SCMP_ACT_ERRNO",
                "{\"names\": [\"read\", \"teleport\", \"no\\nsuch\"], \"action\": \"SCMP_ACT_ALLOW\"}");

        assertThat(profile.warnings())
                .containsExactly(
                        "no table has a call \"teleport\": it is passed over",
                        "no table has a call \"no such\": it is passed over");
        assertThat(decide(profile, "read")).isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|seccomp profile: ",
                "[]|seccomp profile: it is no object",
                "{}|seccomp profile, .defaultAction: there must be a text",
                "{\"defaultAction\": 1}|seccomp profile, .defaultAction: there must be a text",
                "{\"defaultAction\": \"SCMP_ACT_NOTIFY\"}|seccomp profile, .defaultAction: \"SCMP_ACT_NOTIFY\" cannot"
                        + " be",
                "{\"defaultAction\": \"SCMP_ACT_ERRNO\", \"defaultErrnoRet\": 5000}|"
                        + "seccomp profile, .defaultErrnoRet: 5000 is no errno",
                "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"defaultAction\": \"SCMP_ACT_KILL\"}|seccomp profile:"
                        + " \"Duplicate",
                "{\"defaultAction\": \"SCMP_ACT_ALLOW\"} x|seccomp profile: ",
                "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": {}}|seccomp profile, .syscalls: it is no list",
                "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [7]}|seccomp profile, .syscalls[0]: it is no"
                        + " object",
                "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"architectures\": [\"a\"], \"archMap\": [{}]}|"
                        + "seccomp profile: it has architectures and archMap",
                "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [{\"name\": \"a\", \"names\": [\"b\"],"
                        + " \"action\": \"x\"}]}|seccomp profile, .syscalls[0]: it has name and names"
            })
    void whatIsNoProfileIsRefusedWithThePlace(String json, String message) {
        assertThatThrownBy(() -> SeccompProfile.parse(json == null ? "" : json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContainingAny("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"index\": 6, \"op\": \"SCMP_CMP_EQ\", \"value\": 1}",
                "{\"index\": -1, \"op\": \"SCMP_CMP_EQ\", \"value\": 1}",
                "{\"index\": 0, \"op\": \"SCMP_CMP_IS\", \"value\": 1}",
                "{\"index\": 0, \"op\": \"SCMP_CMP_EQ\", \"value\": -1}",
                "{\"index\": 0, \"op\": \"SCMP_CMP_EQ\", \"value\": 1.5}",
                "{\"index\": 0, \"op\": \"SCMP_CMP_EQ\", \"value\": 18446744073709551616}",
                "{\"index\": 0, \"op\": \"SCMP_CMP_EQ\", \"value\": \"1\"}",
                "{\"index\": 0, \"value\": 1}",
                "7"
            })
    void aComparisonThatMeansNothingIsRefused(String comparison) {
        String entry = "{\"names\": [\"read\"], \"action\": \"SCMP_ACT_ALLOW\", \"args\": [" + comparison + "]}";

        assertThatThrownBy(() -> profile("SCMP_ACT_ERRNO", entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("seccomp profile, .syscalls[0].args[0]");
    }

    @Test
    void aProfileOfAnySizeIsRefusedOrCompiledInNoTime() {
        String deep = "[".repeat(100_000);
        String many = IntStream.range(0, 3000)
                .mapToObj(i -> "{\"names\": [\"read\"], \"action\": \"SCMP_ACT_ALLOW\"}")
                .collect(Collectors.joining(","));
        String comparisons = IntStream.range(0, 1900)
                .mapToObj(i -> "{\"names\": [\"read\"], \"action\": \"SCMP_ACT_ALLOW\", \"args\": [{\"index\": 0, "
                        + "\"op\": \"SCMP_CMP_EQ\", \"value\": " + i + "}]}")
                .collect(Collectors.joining(","));

        assertThatThrownBy(() -> SeccompProfile.parse(deep)).hasMessageStartingWith("seccomp profile: ");
        assertThatThrownBy(() -> SeccompProfile.parse(" ".repeat(SeccompProfile.MOST_TEXT + 1)))
                .hasMessageContaining("more than 1048576 characters");
        assertThatThrownBy(() -> profile("SCMP_ACT_ERRNO", many)).hasMessageContaining("more than 2000 entries");
        SeccompPolicy policy = profile("SCMP_ACT_ERRNO", comparisons).policy(Arch.X86_64, Set.of(), KERNEL);
        assertThatThrownBy(() -> PolicyCompiler.compile(policy, Arch.X86_64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a BPF program has 1 to 4096 instructions");
    }
}
