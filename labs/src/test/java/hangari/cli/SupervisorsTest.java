package hangari.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateDirectory;
import hangari.container.life.Supervisor;
import hangari.container.life.wire.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line begins its supervisor from its own files, and it ends as it should. */
class SupervisorsTest {
    @TempDir
    Path folder;

    @Test
    void theSupervisorIsThisProgramAndLeavesNothingWhenItIsTold() throws Exception {
        StateDirectory state = new StateDirectory(folder.resolve("state"));
        RunDirectory place = RunDirectory.of(state.root());

        Supervisor supervisor = Supervisors.of(state);
        ProcessHandle process = ProcessHandle.of(supervisor.version().pid()).orElseThrow();
        try {
            assertThat(supervisor.list(true).rows()).isEmpty();
            assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")))
                    .contains("hangari.cli.Main\0supervise\0");
            assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/environ")))
                    .contains("HANGARI_STATE=" + state.root());
        } finally {
            process.destroy(); // SIGTERM
        }
        process.onExit().get(20, TimeUnit.SECONDS);

        assertThat(place.socket()).doesNotExist();
        assertThat(place.log()).content().contains("serving at").endsWith("left\n");
    }
}
