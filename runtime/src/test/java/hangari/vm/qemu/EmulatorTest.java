package hangari.vm.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Arch;
import hangari.linux.Fd;
import hangari.peer.RequiresQemu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The emulator as a process of ours. */
@RequiresQemu
@Timeout(300)
class EmulatorTest {
    @TempDir
    private Path folder;

    private final Path program = EmulatorSearch.ofThisProcess().find(Arch.current());

    /** One whose kernel is none, on a board that waits for one. */
    private Machine machine(Path kernel) {
        Board board = Arch.current() == Arch.X86_64 ? Board.PC : Board.VIRT;
        return new Machine(board, Accelerator.TCG, kernel, Path.of("/dev/null"), 64, 1, "");
    }

    @Test
    void whatItComplainsOfIsInTheLastLines() {
        try (Emulator emulator = Emulator.start(program, machine(folder.resolve("missing")), 1, List.of())) {
            byte[] end = emulator.ports().get(0).read();
            emulator.ports().forEach(Fd::close);

            assertThat(end).isEmpty();
            assertThat(emulator.lastLines()).anyMatch(line -> line.contains("missing"));
        }
    }

    @Test
    void tenThatAreStartedAndEndedLeaveNothing() throws Exception {
        startAndEnd(); // what Java opens for it, it opens once
        long before = ProcessHandle.current().children().count();
        int descriptors = descriptors();

        for (int i = 0; i < 10; i++) {
            startAndEnd();
        }

        assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
        assertThat(descriptors()).isEqualTo(descriptors);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private void startAndEnd() {
        Emulator emulator = Emulator.start(program, machine(Path.of("/dev/null")), 7, List.of());
        emulator.close();
        assertThat(ProcessHandle.of(emulator.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
        emulator.ports().forEach(Fd::close);
        var unused = emulator.lastLines(); // waits until the console is closed
    }

    private static int descriptors() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return (int) open.count();
        }
    }
}
