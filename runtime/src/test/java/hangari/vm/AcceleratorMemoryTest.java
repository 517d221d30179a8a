package hangari.vm;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.vm.qemu.Accelerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found out about KVM is not found out again, until it may have changed. */
class AcceleratorMemoryTest {
    @TempDir
    private Path folder;

    private AcceleratorMemory memory;

    @BeforeEach
    void aDeviceAndAMachine() throws IOException {
        Files.writeString(folder.resolve("kvm"), "");
        Files.writeString(folder.resolve("boot_id"), "one\n");
        memory = new AcceleratorMemory(
                folder.resolve("state/accelerator"), folder.resolve("kvm"), folder.resolve("boot_id"));
    }

    @Test
    void kvmIsTriedFirst() {
        assertThat(memory.toTry()).containsExactly(Accelerator.KVM, Accelerator.TCG);
    }

    @Test
    void withoutTheDeviceItIsNotTried() throws IOException {
        Files.delete(folder.resolve("kvm"));

        assertThat(memory.toTry()).containsExactly(Accelerator.TCG);
    }

    @Test
    void whatWorkedIsAllThatIsTriedUntilTheMachineIsStartedAgain() throws IOException {
        memory.worked(Accelerator.TCG);
        assertThat(memory.toTry()).containsExactly(Accelerator.TCG);

        Files.writeString(folder.resolve("boot_id"), "two\n");
        assertThat(memory.toTry()).containsExactly(Accelerator.KVM, Accelerator.TCG);
    }

    @Test
    void aFileThatSaysSomethingElseIsAsNone() throws IOException {
        Files.createDirectory(folder.resolve("state"));
        Files.writeString(folder.resolve("state/accelerator"), "XEN\nnonsense");

        assertThat(memory.toTry()).containsExactly(Accelerator.KVM, Accelerator.TCG);
    }
}
