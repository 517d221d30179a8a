package hangari.vm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.vm.fault.VmException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a guest's kernel comes from. */
class KernelSearchTest {
    @TempDir
    private Path folder;

    private KernelSearch search(Path state) {
        return new KernelSearch(state, folder.resolve("boot"), folder.resolve("modules"), "nothing");
    }

    private void kernel(String version) throws IOException {
        Files.createDirectories(folder.resolve("boot"));
        Files.writeString(folder.resolve("boot/vmlinuz-" + version), "an image for a boot loader");
        Files.createDirectories(folder.resolve("modules/" + version + "/kernel/drivers"));
    }

    @Test
    void theHostsNewestOwnIsTaken() throws IOException {
        kernel("6.1.0-1");
        kernel("6.1.0-2");

        GuestKernel kernel = search(folder.resolve("state")).find(line -> {});

        assertThat(kernel.version()).isEqualTo("6.1.0-2");
        assertThat(kernel.form()).isEqualTo(GuestKernel.Form.BOOT_LOADERS);
    }

    @Test
    void aModuleComesBehindThoseThatItNeedsEachOnce() throws IOException {
        kernel("6");
        Path drivers = folder.resolve("modules/6/kernel/drivers");
        module(drivers.resolve("virtio_console.ko"), "virtio,virtio-ring");
        module(drivers.resolve("virtio-ring.ko"), "virtio");
        module(drivers.resolve("virtio.ko"), "");

        List<KernelModule> needed =
                search(folder.resolve("state")).find(line -> {}).needed(List.of("part_of_it", "virtio_console"));

        assertThat(needed).extracting(KernelModule::name).containsExactly("virtio", "virtio_ring", "virtio_console");
    }

    private static void module(Path file, String depends) throws IOException {
        String content = "\u007fELF...\0license=GPL\0depends=" + depends + "\0name=x\0";
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void whereThereIsNoneTheLineSaysWhatToInstall() {
        assertThatThrownBy(() -> search(folder.resolve("state")).find(line -> {}))
                .isInstanceOf(VmException.class)
                .hasMessageStartingWith("no kernel for a guest: none in " + folder.resolve("boot"))
                .hasMessageEndingWith(": apt-get install linux-image-cloud-nothing");
        assertThat(folder.resolve("state")).isEmptyDirectory();
    }

    @Test
    void whereNothingCanBeWrittenTheLineSaysSo() {
        Path state = Path.of("/proc/self/nothing");

        assertThatThrownBy(() -> search(state).find(line -> {}))
                .isInstanceOf(VmException.class)
                .hasMessage("cannot keep a kernel below /proc/self/nothing: it cannot be written:"
                        + " set HANGARI_STATE to a directory that can");
    }
}
