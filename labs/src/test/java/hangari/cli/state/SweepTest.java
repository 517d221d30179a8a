package hangari.cli.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: an owner that is killed, and what it leaves. */
class SweepTest {
    @TempDir
    Path temporary;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly();
            process.waitFor(5, TimeUnit.SECONDS);
        }
    }

    private StateDirectory state() {
        return new StateDirectory(temporary.resolve("상태 dir"));
    }

    @Test
    void removesProcessesAndTreeOfAnOwnerThatWasKilled() throws Exception {
        Process owner = owner();
        BufferedReader said = new BufferedReader(new InputStreamReader(owner.getInputStream(), UTF_8));
        Path work = Path.of(said.readLine());
        String token = work.getParent().getFileName().toString();
        Process box = sleep(token);
        Files.setPosixFilePermissions(
                Files.createDirectories(work.resolve("overlay/work")), PosixFilePermissions.fromString("---------"));

        owner.destroyForcibly().waitFor();
        Sweep.Result result = Sweep.run(state());

        assertThat(result).isEqualTo(new Sweep.Result(1, 1, List.of()));
        assertThat(box.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(state().sessions()).isEmptyDirectory();
    }

    @Test
    void leavesASessionAloneWhoseOwnerLives() throws Exception {
        Process owner = owner();
        Path work = Path.of(new BufferedReader(new InputStreamReader(owner.getInputStream(), UTF_8)).readLine());
        Process box = sleep(work.getParent().getFileName().toString());

        assertThat(Sweep.run(state()).sessions()).isZero();

        assertThat(work).isDirectory();
        assertThat(box.isAlive()).isTrue();
    }

    @Test
    void leavesOurOwnSessionAloneAndItsLockToo() throws Exception {
        try (SessionDirectory session = SessionDirectory.open(state())) {
            assertThat(Sweep.run(state()).sessions()).isZero();
            assertThat(session.work()).isDirectory();
            assertThat(sweepOfAnotherProcess()).isEqualTo("0");
        }
        assertThat(state().sessions()).isEmptyDirectory();
    }

    @Test
    void closingASessionEndsItsProcesses() throws Exception {
        Process box;
        Process other = sleep("0123456789abcdef");
        try (SessionDirectory session = SessionDirectory.open(state())) {
            box = sleep(session.token());
        }
        assertThat(box.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void findsASessionVmByItsArguments() throws Exception {
        try (SessionDirectory session = SessionDirectory.open(state())) {
            Process vm = new ProcessBuilder("sh", "-c", "echo; sleep 60; :", "sh", "-Dhangari.owner=" + session.token())
                    .start();
            started.add(vm);
            // until it has written, it may still be the JDK's own launcher, on its way to become sh
            assertThat(vm.getInputStream().read()).isEqualTo('\n');
            assertThat(new OwnedProcesses(session.token()).alive())
                    .extracting(ProcessHandle::pid)
                    .contains(vm.pid());
        }
    }

    @Test
    void doesNothingWithoutAStateDirectory() {
        assertThat(Sweep.run(state())).isEqualTo(new Sweep.Result(0, 0, List.of()));
        assertThat(state().root()).doesNotExist();
    }

    @Test
    void doesNotFollowLinksOutOfTheSession() throws Exception {
        Path precious = Files.writeString(temporary.resolve("precious"), "kept");
        try (SessionDirectory session = SessionDirectory.open(state())) {
            Files.createSymbolicLink(session.work().resolve("link"), precious);
            Files.createSymbolicLink(session.work().resolve("dir"), temporary);
        }
        assertThat(precious).hasContent("kept");
    }

    private Process sleep(String token) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "60");
        builder.environment().put(OwnedProcesses.VARIABLE, token);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Process owner() throws IOException {
        return java("hold");
    }

    private String sweepOfAnotherProcess() throws IOException {
        return new String(java("sweep").getInputStream().readAllBytes(), UTF_8).trim();
    }

    private Process java(String what) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-Dsun.jnu.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        what,
                        state().root().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }
}
