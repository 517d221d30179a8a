package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.linux.proc.ProcFs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keeper and its child, on the real kernel. */
class KeeperTest {
    @TempDir
    Path folder;

    @Test
    void theExitStatusOfTheChildIsInTheFile() {
        Keeper keeper = start(sh("exit 7"));

        assertThat(keeper.refusal()).isEmpty();
        assertThat(keeper.log().executed()).isTrue();
        assertThat(ending(keeper)).isEqualTo(new Ending.Exited(7));
        assertThat(past().ended()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void soIsTheSignalThatEndedIt() {
        Keeper keeper = start(sh("kill -TERM $$"));

        assertThat(ending(keeper)).isEqualTo(new Ending.Killed(Signal.SIGTERM));
    }

    @Test
    void theCallThatWasRefusedIsNamedAndTheChildIsNotItsProgram() {
        Keeper keeper = start(new FileStep.Chdir("/no/such"), sh("exit 7"));

        assertThat(keeper.refusal().orElseThrow().line())
                .isEqualTo("chdir(\"/no/such\"): ENOENT (no such file or directory)");
        assertThat(past().executed()).isFalse();
        assertThat(ending(keeper)).isEqualTo(new Ending.Exited(125));
    }

    @Test
    void aProgramThatIsNotThereIsARefusalToo() {
        Keeper keeper = start(new ProcessStep.Execve("/no/such/program", List.of("program"), Map.of()));

        assertThat(keeper.refusal().orElseThrow().errno()).isEqualTo(Errno.ENOENT);
        assertThat(past().executed()).isFalse();
        keeper.process().close();
    }

    @Test
    void whileTheChildRunsTheFileSaysSo() {
        Keeper keeper = start(sh("exec sleep 1000"));

        assertThat(past().executed()).isTrue();
        assertThat(past().ending()).isEmpty();
        assertThat(past().pid()).isEqualTo(keeper.pid());
        assertThat(past().keeper()).isEqualTo(keeper.process().pid());
        keeper.process().close();
    }

    @Test
    void theChildDiesWithItsKeeper() throws Exception {
        Keeper keeper = start(sh("exec sleep 1000"));
        try (OtherProcess child = OtherProcess.hold(keeper.pid()).orElseThrow()) {
            keeper.process().close();

            assertThat(child.ended(10_000)).isTrue();
        }
    }

    @Test
    void nothingButAKillEndsAKeeper() {
        Keeper keeper = start(sh("read line; exit 3"));

        assertThat(keeper.process().signal(Signal.SIGTERM)).isTrue();
        assertThat(keeper.process().signal(Signal.SIGHUP)).isTrue();
        assertThat(keeper.process().poll()).isEmpty();
        keeper.process().close();
    }

    @Test
    void theKeeperIsNamedAfterWhatItKeeps() {
        Keeper keeper = start(sh("exec sleep 1000"));
        ProcFs proc = ProcFs.host();

        assertThat(proc.commandLine(keeper.process().pid()).value().orElseThrow())
                .containsExactly("hangari-keeper", "a-title-of-more-than-15");
        assertThat(proc.stat(keeper.process().pid()).value().orElseThrow().command())
                .isEqualTo("a-title-of-more");
        assertThat(proc.link(keeper.process().pid(), "exe")
                        .value()
                        .orElseThrow()
                        .toString())
                .isEqualTo("/memfd:hangari-keeper (deleted)");
        keeper.process().close();
    }

    @Test
    void aKeeperTakesAFewPages() {
        Keeper keeper = start(sh("exec sleep 1000"));
        long kib = ProcFs.host()
                        .memory(keeper.process().pid())
                        .value()
                        .orElseThrow()
                        .proportional()
                / 1024;

        assertThat(kib).isLessThan(64);
        keeper.process().close();
    }

    @Test
    void theMakerActsWhileTheChildWaits() {
        long[] met = {0, 0};
        try (Meeting first = new Meeting();
                Meeting second = new Meeting()) {
            Keeper keeper = start(
                    List.of(
                            new Meeting.Appointment(first, pid -> met[0] = pid),
                            new Meeting.Appointment(second, pid -> met[1] = pid)),
                    first.step(),
                    second.step(),
                    sh("exit 0"));

            assertThat(met[0]).isEqualTo(keeper.pid()).isPositive();
            assertThat(met[1]).isEqualTo(keeper.pid());
            keeper.process().close();
        }
    }

    @Test
    void aChildWhoseMeetingFailsDoesNotGoOn() {
        Path witness = folder.resolve("witness");
        try (Meeting meeting = new Meeting()) {
            var appointment = new Meeting.Appointment(meeting, pid -> {
                throw new IllegalStateException("no place");
            });

            assertThatThrownBy(() -> start(
                            List.of(appointment),
                            meeting.step(),
                            new FileStep.Mkdir(witness.toString(), 0755),
                            sh("exit 0")))
                    .hasMessage("no place");
            assertThat(witness).doesNotExist();
            assertThat(Path.of("/proc", Long.toString(past().pid()))).doesNotExist();
            assertThat(Path.of("/proc", Long.toString(past().keeper()))).doesNotExist();
        }
    }

    @Test
    void aTerminalIsHeldByTheKeeperAndFetchedFromIt() {
        Meeting meeting = new Meeting();
        try (Parcel parcel = new Parcel();
                Pty pty = Pty.open();
                meeting) {
            var appointment = new Meeting.Appointment(meeting, pid -> parcel.put(pty.master()));
            var charge = new Keeper.Charge(
                    new SyscallProgram(
                            Set.of(),
                            List.of(
                                    meeting.step(),
                                    new TerminalStep.Setsid(),
                                    new DescriptorStep.Dup(pty.terminal(), 0),
                                    new DescriptorStep.Dup(pty.terminal(), 1),
                                    new DescriptorStep.CloseOnExec(3),
                                    new ProcessStep.UnblockSignals(),
                                    new ProcessStep.Execve(
                                            "/bin/sh", List.of("sh", "-c", "read line; echo got $line"), Map.of()))),
                    "on-a-terminal",
                    List.of(pty.terminal()),
                    Optional.of(parcel));
            Keeper keeper = Keeper.start(arena(), charge, List.of(appointment));
            pty.master().close();

            try (Fd keepers = PidFd.open(keeper.process().pid());
                    Fd master = PidFd.take(keepers, past().master().orElseThrow())) {
                master.write("jar\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                StringBuilder seen = new StringBuilder();
                while (!seen.toString().contains("got jar")) {
                    seen.append(new String(master.read(), java.nio.charset.StandardCharsets.UTF_8));
                }
            }
            assertThat(ending(keeper)).isEqualTo(new Ending.Exited(0));
        }
    }

    @Test
    void noDescriptorOfOursReachesTheKeeperButThoseItIsGiven() throws Exception {
        Keeper keeper = start(sh("exec sleep 1000"));
        try (var names =
                Files.list(Path.of("/proc", Long.toString(keeper.process().pid()), "fd"))) {
            List<String> numbers =
                    names.map(path -> path.getFileName().toString()).toList();
            assertThat(numbers).containsExactlyInAnyOrder("0", "1", "2", "3");
        }
        keeper.process().close();
    }

    private static Step sh(String script) {
        return new ProcessStep.Execve("/bin/sh", List.of("sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"));
    }

    private Keeper start(Step... steps) {
        return start(List.of(), steps);
    }

    private Keeper start(List<Meeting.Appointment> appointments, Step... steps) {
        List<Step> all = new ArrayList<>(List.of(steps));
        all.add(all.size() - 1, new DescriptorStep.CloseOnExec(3));
        all.add(all.size() - 1, new ProcessStep.UnblockSignals());
        var charge = new Keeper.Charge(
                new SyscallProgram(Set.of(), all), "a-title-of-more-than-15", List.of(), Optional.empty());
        return Keeper.start(arena(), charge, appointments);
    }

    /** How the child ended; the keeper, which waits for that to be read, is ended then. */
    private Ending ending(Keeper keeper) {
        Optional<Ending> ending = past().ending();
        while (ending.isEmpty()) {
            assertThat(keeper.process().poll()).isEmpty();
            Thread.onSpinWait();
            ending = past().ending();
        }
        keeper.process().close();
        return ending.get();
    }

    private Path arena() {
        return folder.resolve("arena");
    }

    private KeeperArena.Past past() {
        return KeeperArena.read(arena());
    }
}
