package hangari.linux.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.linux.Arch;
import hangari.linux.Capability;
import hangari.linux.Errno;
import hangari.linux.Syscall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerPolicyTest {
    private static final Action ALLOW = new Action.Allow();
    private static final Action EPERM = new Action.Refuse(Errno.EPERM);
    private static final Action ENOSYS = new Action.Refuse(Errno.ENOSYS);

    private static Action decide(Set<Capability> capabilities, String call, long... first) {
        List<Long> arguments = new ArrayList<>(Collections.nCopies(6, 0L));
        for (int i = 0; i < first.length; i++) {
            arguments.set(i, first[i]);
        }
        int number = CallTable.of(Arch.X86_64).number(call).orElseThrow();
        return DockerPolicy.of(Arch.X86_64, capabilities).decide(Arch.X86_64, number, arguments);
    }

    private static Action decide(String call, long... first) {
        return decide(Capability.DOCKER, call, first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mount", "umount2", "unshare", "setns", "reboot", "bpf", "init_module", "settimeofday"})
    void whatChangesTheHostIsRefused(String call) {
        assertThat(decide(call)).isEqualTo(EPERM);
        assertThat(decide(EnumSet.allOf(Capability.class), call)).isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "execve", "chroot", "ptrace", "futex", "openat", "prctl", "ioctl", "capset"})
    void whatProgramsNeedIsAllowed(String call) {
        assertThat(decide(call)).isEqualTo(ALLOW);
    }

    @Test
    void cloneMakesProcessesAndThreadsButNoNamespaces() {
        assertThat(decide("clone", 0x11)).isEqualTo(ALLOW);
        assertThat(decide("clone", 0x1000_0011)).isEqualTo(EPERM);
        assertThat(decide("clone", 0x0002_0000)).isEqualTo(EPERM);
        assertThat(decide("clone3")).isEqualTo(ENOSYS);
        assertThat(decide(Set.of(Capability.SYS_ADMIN), "clone", 0x1000_0011)).isEqualTo(ALLOW);
        assertThat(decide(Set.of(Capability.SYS_ADMIN), "clone3")).isEqualTo(ALLOW);
    }

    @Test
    void typingIntoATerminalIsRefusedInBothFormsOfTheRequest() {
        assertThat(decide("ioctl", 0, 0x5412)).isEqualTo(EPERM);
        assertThat(decide("ioctl", 0, 0x1_0000_5412L)).isEqualTo(EPERM);
        assertThat(decide("ioctl", 0, 0x541C)).isEqualTo(EPERM);
        assertThat(decide("ioctl", 0, 0x5413)).isEqualTo(ALLOW);
    }

    @Test
    void socketsAreOfFamiliesThatStayInside() {
        assertThat(decide("socket", 1)).isEqualTo(ALLOW);
        assertThat(decide("socket", 2)).isEqualTo(ALLOW);
        assertThat(decide("socket", 16)).isEqualTo(ALLOW);
        assertThat(decide("socket", 38)).isEqualTo(EPERM);
        assertThat(decide("socket", 40)).isEqualTo(EPERM);
    }

    @Test
    void aCallThatIsNewerThanThePolicyIsAnsweredAsByAnOlderKernel() {
        SeccompPolicy policy = DockerPolicy.of(Arch.X86_64, Capability.DOCKER);

        assertThat(policy.decide(Arch.X86_64, 466, Collections.nCopies(6, 0L))).isEqualTo(ALLOW);
        assertThat(policy.decide(Arch.X86_64, 467, Collections.nCopies(6, 0L))).isEqualTo(ENOSYS);
        assertThat(policy.decide(Arch.X86_64, 425, Collections.nCopies(6, 0L))).isEqualTo(EPERM);
    }

    @ParameterizedTest
    @EnumSource(Arch.class)
    void theTableHasTheNumbersThatWeMakeCallsBy(Arch arch) {
        int compared = 0;
        for (Syscall call : Syscall.values()) {
            var number = CallTable.of(arch).number(call.toString());
            if (number.isPresent()) {
                assertThat(number).as(call.toString()).contains(call.number(arch));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(Syscall.values().length);
    }

    @ParameterizedTest
    @EnumSource(Arch.class)
    void noTwoCallsHaveTheSameNumber(Arch arch) {
        assertThat(CallTable.of(arch).numbers().values()).doesNotHaveDuplicates();
        assertThat(CallTable.of(arch).numbers()).hasSizeGreaterThan(300);
    }

    @Test
    void aPolicyIsWrittenAsItIsRead() {
        SeccompPolicy policy = DockerPolicy.of(Arch.X86_64, Capability.DOCKER);

        assertThat(SeccompPolicy.parse(policy.toString(), Arch.X86_64, Set.of()))
                .isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allow no_such_call",
                "permit read",
                "refuse ENOTHING read",
                "with CAP_NOTHING allow read",
                "allow read if arg9 == 1",
                "allow read if arg0 ~ 1",
                "allow read if arg0:int == 0x100000000",
                "allow",
                "allow if arg0 == 1",
                "allow read if arg0 =="
            })
    void aLineThatMeansNothingIsRefusedAndShown(String line) {
        assertThatThrownBy(() -> SeccompPolicy.parse(line, Arch.X86_64, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(line);
    }
}
