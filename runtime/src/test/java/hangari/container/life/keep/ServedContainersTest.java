package hangari.container.life.keep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.LogLimit;
import hangari.container.life.Request.Attach;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.State;
import hangari.container.life.wire.RunDirectory;
import hangari.container.life.wire.SupervisorClient;
import hangari.peer.Aside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real containers behind a real socket, and a supervisor that is killed in between. */
class ServedContainersTest {
    @TempDir
    Path folder;

    private Yard yard;
    private SupervisorClient client;

    @BeforeEach
    void reach() throws Exception {
        yard = new Yard(folder);
        client = SupervisorClient.reach(RunDirectory.of(yard.state), KeptMain.command(yard.state));
    }

    @AfterEach
    void leaveNothing() throws Exception {
        client.list(true).rows().forEach(row -> client.remove(row.id(), true));
        ProcessHandle process = process();
        client.leave();
        process.onExit().get(20, TimeUnit.SECONDS);
        client.close();
        assertThat(yard.remains()).isEmpty();
    }

    private ProcessHandle process() {
        return ProcessHandle.of(client.version().pid()).orElseThrow();
    }

    private void kill() throws Exception {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aContainerIsMadeStartedHeardAndAwaited() {
        client.create("talker", yard.sh("echo out; echo err >&2; exit 3").config());
        client.start("talker");

        assertThat(client.await("talker", Condition.NOT_RUNNING).code()).isEqualTo(3);
        assertThat(Yard.hear(client.logs("talker", LogQuery.ALL))).isEqualTo(new Yard.Heard("out\n", "err\n", ""));
        assertThat(client.inspect("talker").state()).isInstanceOf(State.Exited.class);
        assertThatThrownBy(() -> client.start("absent"))
                .isInstanceOf(LifeException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void whoIsAttachedSpeaksWithTheProcess() {
        client.create(
                "cat", yard.command("cat").interactive(true).stdinOnce(true).config());

        Conversation talk = client.attach(new Attach("cat", false, true, true));
        talk.send(Frame.stdin("hello\n".getBytes(UTF_8)));
        assertThat(Yard.hearUntil(talk, "hello\n")).isEqualTo("hello\n");
        talk.send(Frame.stdinClosed());

        assertThat(Yard.hear(talk).exit()).isEqualTo("0");
    }

    @Test
    void whoIsAttachedWhileTheSupervisorIsKilledMissesNothing() throws Exception {
        client.create("cat", yard.command("cat").interactive(true).config());
        Conversation talk = client.attach(new Attach("cat", false, true, true));
        talk.send(Frame.stdin("before\n".getBytes(UTF_8)));
        assertThat(Yard.hearUntil(talk, "before\n")).isEqualTo("before\n");
        var rest = Aside.call(() -> Yard.hear(talk));
        var ended = Aside.call(() -> client.await("cat", Condition.NEXT_EXIT));
        long first = process().pid();

        kill();

        assertThat(client.version().pid()).isNotEqualTo(first);
        try (Conversation second = client.attach(new Attach("cat", false, true, false))) {
            second.send(Frame.stdin("after\n".getBytes(UTF_8)));
            assertThat(Yard.hearUntil(second, "after\n")).isEqualTo("after\n");
        }
        client.kill("cat", "TERM");
        client.kill("cat", "KILL");
        assertThat(rest.get(30, TimeUnit.SECONDS)).isEqualTo(new Yard.Heard("after\n", "", "137"));
        assertThat(ended.get(30, TimeUnit.SECONDS).code()).isEqualTo(137);
    }

    @Test
    void whoJoinedInTheMiddleIsToldThatSomeMayBeMissing() throws Exception {
        client.create("cat", yard.command("cat").interactive(true).config());
        client.start("cat");
        try (Conversation talk = client.attach(new Attach("cat", false, true, false))) {
            talk.send(Frame.stdin("before\n".getBytes(UTF_8)));
            assertThat(Yard.hearUntil(talk, "before\n")).isEqualTo("before\n");

            kill();

            Frame notice = talk.next().orElseThrow();
            assertThat(notice.kind()).isEqualTo(Frame.Kind.NOTICE);
            assertThat(notice.text()).contains("what the container wrote meanwhile is in its logs only");
            talk.send(Frame.stdin("after\n".getBytes(UTF_8)));
            assertThat(Yard.hearUntil(talk, "after\n")).isEqualTo("after\n");
        }
    }

    @Test
    void whatAContainerSaidAtItsEndWhileNobodyWasThereIsHeard() throws Exception {
        String script = "echo first; read go; echo second; echo third >&2; exit 5";
        client.create("talker", yard.sh(script).interactive(true).config());
        Conversation talk = client.attach(new Attach("talker", false, true, true));
        assertThat(Yard.hearUntil(talk, "first\n")).isEqualTo("first\n");
        ProcessHandle container = ProcessHandle.of(
                        ((State.Running) client.inspect("talker").state()).pid())
                .orElseThrow();
        Path input = Path.of("/proc/" + container.pid() + "/fd/0");

        kill();
        Files.write(input, "go\n".getBytes(UTF_8));
        container.onExit().get(10, TimeUnit.SECONDS);

        assertThat(Yard.hear(talk)).isEqualTo(new Yard.Heard("second\n", "third\n", "5"));
    }

    @Test
    void aFollowedLogGoesOnBehindTheKill() throws Exception {
        client.create("counter", yard.sh("seq 1 5; sleep 1; seq 6 10; exit 4").config());
        client.start("counter");
        Conversation log = client.logs("counter", LogQuery.ALL.following());
        String before = Yard.hearUntil(log, "5\n");

        kill();

        assertThat(before + Yard.hear(log).out()).isEqualTo("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
        assertThat(client.await("counter", Condition.NOT_RUNNING).code()).isEqualTo(4);
    }

    @Test
    void aContainerThatPrintsAsFastAsItCanFillsNeitherDiskNorMemory() throws Exception {
        var limit = new LogLimit(64 * 1024, 2);
        client.create("bomb", yard.command("yes", "boom").log(limit).config());
        client.start("bomb");
        Conversation log = client.logs("bomb", LogQuery.ALL.following());
        for (int i = 0; i < 500; i++) {
            assertThat(log.next()).isPresent();
        }

        long from = System.nanoTime();
        assertThat(client.list(false).rows()).hasSize(1);
        client.create("other", yard.command("true").config());
        client.start("other");
        assertThat(client.await("other", Condition.NOT_RUNNING).code()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
        assertThat(logSize("bomb")).isLessThan(4 * limit.bytes() * limit.files());
        log.close();
        client.stop("bomb", Optional.empty(), OptionalInt.of(0));
        assertThat(client.inspect("bomb").state()).isInstanceOf(State.Exited.class);
    }

    private long logSize(String container) throws Exception {
        try (Stream<Path> files = Files.list(Path.of(client.inspect(container).directory(), "log"))) {
            // one that is removed meanwhile has no length any more
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** As with docker: the container waits for it once the log is full, at the cost of no memory, until it goes. */
    @Test
    void whoIsAttachedAndDoesNotReadHoldsUpNothingButItsContainer() throws Exception {
        var limit = new LogLimit(64 * 1024, 2);
        String count = "i=0; while :; do echo line $i of some length; i=$((i+1)); done";
        client.create("talker", yard.sh(count).log(limit).config());
        Conversation deaf = client.attach(new Attach("talker", false, false, true));
        long resident = 0;
        long size = -1;
        while (size != logSize("talker")) { // it stalls when all buffers are full
            size = logSize("talker");
            resident = resident();
            Thread.sleep(300);
        }

        assertThat(client.inspect("talker").state()).isInstanceOf(State.Running.class);
        assertThat(size).isLessThan(4 * limit.bytes() * limit.files());
        assertThat(resident).isLessThan(200 << 20);
        deaf.close();
        try (Conversation log = client.logs("talker", LogQuery.ALL.last(0).following())) {
            assertThat(log.next()).isPresent();
        }
    }

    private long resident() throws Exception {
        return Files.readAllLines(Path.of("/proc/" + process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void twentyWhoWorkAtOnceAreAllServed() {
        List<FutureTask<Integer>> all = Stream.iterate(0, i -> i + 1)
                .limit(20)
                .map(i -> Aside.call(() -> lifeOf("c" + i, i)))
                .toList();

        assertThat(all.stream().map(ServedContainersTest::joined).toList())
                .containsExactlyElementsOf(
                        Stream.iterate(0, i -> i + 1).limit(20).toList());
    }

    private static int joined(FutureTask<Integer> life) {
        try {
            return life.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private int lifeOf(String name, int code) {
        client.create(name, yard.sh("exit " + code).config());
        client.start(name);
        int ended = client.await(name, Condition.NOT_RUNNING).code();
        client.remove(name, false);
        return ended;
    }
}
