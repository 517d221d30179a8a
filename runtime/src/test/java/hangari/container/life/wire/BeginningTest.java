package hangari.container.life.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.life.Answer;
import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Condition;
import hangari.peer.Aside;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor is begun by whoever needs it first, and lives apart from them. */
class BeginningTest {
    @TempDir
    Path state;

    private RunDirectory place;
    private SupervisorCommand command;

    @BeforeEach
    void prepare() {
        place = RunDirectory.of(state);
        command = PlayedMain.command("serve", place);
    }

    @AfterEach
    void leaveNothing() throws Exception {
        try (var client = SupervisorClient.at(place)) {
            ProcessHandle process = process(client);
            client.leave();
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (LifeException e) {
            assertThat(e.kind()).isEqualTo(LifeException.Kind.UNREACHABLE);
        }
    }

    private static ProcessHandle process(SupervisorClient client) {
        return ProcessHandle.of(client.version().pid()).orElseThrow();
    }

    @Test
    void itIsBegunOnceAndMetAgain() {
        long first;
        try (var client = SupervisorClient.reach(place, command)) {
            client.start("web");
            first = client.version().pid();
        }
        try (var client = SupervisorClient.reach(place, command)) {
            assertThat(client.version().pid()).isEqualTo(first);
        }
    }

    @Test
    void ofManyWhoComeAtOnceAllMeetTheSame() throws Exception {
        SupervisorCommand race = PlayedMain.command("race", place, "5");
        List<String> argv = new ArrayList<>(List.of(race.program().toString()));
        argv.addAll(race.arguments());
        List<Process> racing = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            racing.add(new ProcessBuilder(argv)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }

        List<String> met = new ArrayList<>();
        for (Process process : racing) {
            try (InputStream said = process.getInputStream()) {
                met.addAll(new String(said.readAllBytes(), UTF_8).lines().toList());
            }
            process.waitFor();
        }
        assertThat(met).hasSize(20);
        assertThat(Set.copyOf(met)).hasSize(1);
        assertThat(place.log()).content().containsOnlyOnce("serving at");
    }

    @Test
    void itHasNothingOfWhoBeganIt() throws Exception {
        Path secret = Files.createFile(state.resolve("secret"));
        try (InputStream open = Files.newInputStream(secret);
                var client = SupervisorClient.reach(place, command)) {
            Path proc = Path.of("/proc/" + client.version().pid());

            assertThat(open.available()).isZero();
            assertThat(proc.resolve("cwd").toRealPath()).isEqualTo(Path.of("/"));
            assertThat(proc.resolve("environ")).isEmptyFile();
            assertThat(descriptor(proc, 0)).isEqualTo("/dev/null");
            assertThat(descriptor(proc, 1)).isEqualTo(place.log().toRealPath().toString());
            assertThat(descriptor(proc, 2)).isEqualTo(place.log().toRealPath().toString());
            assertThat(descriptors(proc))
                    .doesNotContain(secret.toRealPath().toString())
                    .noneMatch(target -> target.contains("begin.lock"));
            // proc_pid_stat(5): "(6) session", and (7) tty_nr is 0 without a terminal
            String[] stat = Files.readString(proc.resolve("stat"))
                    .replaceAll("^.*\\) ", "")
                    .split(" ");
            assertThat(stat[3]).isEqualTo(Long.toString(client.version().pid()));
            assertThat(stat[4]).isEqualTo("0");
            // proc_pid_status(5): SigBlk and SigIgn are empty masks
            assertThat(Files.readString(proc.resolve("status"))).contains("SigBlk:\t0000000000000000");
        }
    }

    private static String descriptor(Path proc, int number) throws Exception {
        return Files.readSymbolicLink(proc.resolve("fd/" + number)).toString();
    }

    private static Set<String> descriptors(Path proc) throws Exception {
        Set<String> targets = new HashSet<>();
        try (var links = Files.newDirectoryStream(proc.resolve("fd"))) {
            for (Path link : links) {
                targets.add(Files.readSymbolicLink(link).toString());
            }
        }
        return targets;
    }

    @Test
    void oneThatWasKilledIsReplaced() throws Exception {
        try (var client = SupervisorClient.reach(place, command)) {
            kill(client);
            assertThat(place.socket()).exists();

            client.start("web");

            assertThat(client.version().pid()).isNotEqualTo(0);
        }
    }

    @Test
    void whoWaitsWhileItIsKilledAsksTheNext() throws Exception {
        try (var client = SupervisorClient.reach(place, command)) {
            var ended = Aside.call(() -> client.await("web", Condition.NEXT_EXIT));
            Served.awaitLogged(place, "Wait web: begun");

            kill(client);

            assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo(new Answer.Ended(9, ""));
        }
    }

    @Test
    void whoSpeaksWhileItIsKilledIsTold() throws Exception {
        try (var client = SupervisorClient.reach(place, command);
                Conversation talk = client.execStart("e1", false)) {
            talk.send(Frame.stdin("hello".getBytes(UTF_8)));
            assertThat(talk.next().orElseThrow().text()).isEqualTo("hello");

            kill(client);

            assertThatThrownBy(talk::next)
                    .isInstanceOf(LifeException.class)
                    .hasMessageStartingWith("the supervisor has gone");
        }
    }

    private static void kill(SupervisorClient client) throws Exception {
        ProcessHandle process = process(client);
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void oneThatSpeaksAnotherProtocolGivesWay() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT, 0)) {
            served.supervisor.alive = 3;

            try (var client = SupervisorClient.reach(place, command)) {
                assertThat(client.version().pid())
                        .isNotEqualTo(ProcessHandle.current().pid());
            }
            served.left();
        }
    }

    @Test
    void oneThatCannotBeginSaysWhy() {
        var broken = with("sh", "-c", "echo first; echo 'the disk is full' >&2; exit 125");
        var silent = with("sh", "-c", "exit 1");

        assertThatThrownBy(() -> SupervisorClient.reach(place, broken))
                .hasMessage("the supervisor ended when it had hardly begun: the disk is full (its log is " + place.log()
                        + ")");
        assertThatThrownBy(() -> SupervisorClient.reach(place, silent))
                .hasMessage("the supervisor ended when it had hardly begun (its log is " + place.log() + ")");
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        var absent = new SupervisorCommand(Path.of("/no/such/java"), List.of(), Map.of(), Duration.ofSeconds(10));

        assertThatThrownBy(() -> SupervisorClient.reach(place, absent))
                .hasMessageStartingWith("cannot begin a supervisor: execve(\"/no/such/java\"")
                .hasMessageContaining("ENOENT");
    }

    @Test
    void oneThatDoesNotAnswerIsNotWaitedForForEver() {
        var deaf = new SupervisorCommand(
                Path.of("/bin/sh"), List.of("-c", "echo busy; exec sleep 1"), Map.of(), Duration.ofMillis(300));

        assertThatThrownBy(() -> SupervisorClient.reach(place, deaf))
                .hasMessageStartingWith("the supervisor has not answered for 300 ms: busy");
    }

    private static SupervisorCommand with(String... words) {
        return new SupervisorCommand(
                Path.of("/bin", words[0]),
                List.of(words).subList(1, words.length),
                Map.of("PATH", "/usr/bin:/bin"),
                Duration.ofSeconds(10));
    }
}
