package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.peer.RequiresKvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands between us and KVM. What guests do is tried in {@code hangari.vm.kvm}. */
class VirtualMachineTest {
    @ParameterizedTest
    @EnumSource(names = {"ENOENT", "EACCES", "EPERM", "ENODEV", "ENXIO", "EBUSY"})
    void whoeverMayNotOpenKvmIsToldWhatToDo(Errno errno) {
        for (String language : List.of("en", "ko")) {
            assertThat(Hints.of("openat.kvm", errno).in(language)).isNotEmpty();
        }
    }

    @Test
    void aRequestIsRefusedForReasonsOfItsOwn() {
        Call create = KvmRequest.KVM_CREATE_VM.of(Fd.standard(0), Arg.number(0));

        assertThat(Hints.of(create, Errno.EBUSY).key()).isEqualTo("ioctl.KVM_CREATE_VM.EBUSY");
        assertThat(Hints.of(create, Errno.EFAULT).isEmpty()).isTrue();
    }

    @Test
    @RequiresKvm
    void itsMemoryHasAnEndAndIsGoneWhenItIsClosed() {
        VirtualMachine machine = VirtualMachine.create(8192);
        machine.memory().write(8190, new byte[] {1, 2});
        assertThat(machine.memory().read(8190, 2)).containsExactly(1, 2);
        assertThatThrownBy(() -> machine.memory().write(8191, new byte[2])).hasMessageContaining("ends at 0x2000");
        machine.close();
        machine.close();

        assertThat(machine.closed()).isTrue();
        assertThatThrownBy(() -> machine.memory().read(0, 1)).hasMessageContaining("switched off");
        machine.cpu().kick();
        assertThatThrownBy(() -> VirtualMachine.create(100)).hasMessageContaining("whole pages");
    }
}
