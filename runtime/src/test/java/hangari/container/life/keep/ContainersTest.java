package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.life.Answer;
import hangari.container.life.ContainerDetails;
import hangari.container.life.ContainerDraft;
import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.LogLimit;
import hangari.container.life.Request.Attach;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.ExecConfig;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.RestartPolicy;
import hangari.container.life.State;
import hangari.peer.Rights;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each verb, on the real kernel. */
@Timeout(60)
class ContainersTest {
    private static final String LONG_LIFE = "exec sleep 1000";

    @TempDir
    Path folder;

    private Yard yard;
    private Containers containers;

    @BeforeEach
    void open() throws Exception {
        yard = new Yard(folder);
        containers = yard.open();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (containers != null) {
            containers.list(true).rows().forEach(row -> containers.remove(row.id(), true));
            containers.close();
            assertThat(yard.remains()).isEmpty();
        }
    }

    private String created(ContainerDraft draft) {
        return yard.created(containers, draft);
    }

    private String started(ContainerDraft draft) {
        String id = created(draft);
        containers.start(id);
        return id;
    }

    private Answer.Ended ended(String container) {
        return containers.await(container, Condition.NOT_RUNNING);
    }

    @Test
    void aContainerIsCreatedRunsAndItsStatusAndOutputAreThereAfterwards() {
        String id = created(yard.sh("echo out; echo err >&2; exit 7"));
        assertThat(containers.inspect(id).state()).isInstanceOf(State.Created.class);

        containers.start(id);

        assertThat(ended(id)).isEqualTo(new Answer.Ended(7, ""));
        assertThat(Yard.hear(containers.logs(id, LogQuery.ALL))).isEqualTo(new Yard.Heard("out\n", "err\n", ""));
        State.Exited exited = (State.Exited) containers.inspect(id).state();
        assertThat(exited.at()).isAfterOrEqualTo(exited.begun());
    }

    @Test
    void whoeverIsAttachedBeforeTheStartMissesNothingAndIsToldTheEnd() {
        String id = created(yard.sh("echo first; echo second >&2; exit 3"));

        assertThat(Yard.hear(containers.attach(new Attach(id, false, false, true))))
                .isEqualTo(new Yard.Heard("first\n", "second\n", "3"));
    }

    @Test
    void inputGoesInAndEndsWithTheOneWhoWasAttached() {
        String id = created(yard.sh("cat; echo end").interactive(true).stdinOnce(true));
        Conversation talk = containers.attach(new Attach(id, false, true, true));

        talk.send(Frame.stdin("hello\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(Yard.hearUntil(talk, "hello\n")).isEqualTo("hello\n");
        talk.send(Frame.stdinClosed());

        assertThat(Yard.hear(talk)).isEqualTo(new Yard.Heard("end\n", "", "0"));
    }

    @Test
    void inputThatIsNotOfTheFirstAloneOutlastsHim() {
        String id = created(yard.sh("read one; read two; echo $one $two").interactive(true));
        try (Conversation first = containers.attach(new Attach(id, false, true, true))) {
            first.send(Frame.stdin("a\n".getBytes(StandardCharsets.UTF_8)));
            first.send(Frame.stdinClosed());
        }
        Conversation second = containers.attach(new Attach(id, true, true, false));
        second.send(Frame.stdin("b\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(Yard.hear(second)).isEqualTo(new Yard.Heard("a b\n", "", "0"));
    }

    @Test
    void aTerminalIsItsOwnAndHasTheSizeThatItIsGiven() {
        String id = created(yard.sh("tty; read x; stty size; test -t 1 && echo terminal")
                .terminal(true)
                .interactive(true));
        Conversation talk = containers.attach(new Attach(id, false, true, true));
        Yard.hearUntil(talk, "/dev/pts/0");
        talk.send(Frame.resize(31, 117));
        talk.send(Frame.stdin("\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(Yard.hear(talk).out()).contains("31 117").contains("terminal");
    }

    @Test
    void aProgramThatIsNotThereIs127AndOneThatCannotBeExecutedIs126() {
        String missing = created(yard.command("/bin/no-such"));
        assertThatThrownBy(() -> containers.start(missing))
                .isInstanceOfSatisfying(
                        LifeException.class, e -> assertThat(e.kind()).isEqualTo(LifeException.Kind.NO_PROGRAM));
        assertThat(ended(missing).code()).isEqualTo(127);

        String directory = created(yard.command("/tmp"));
        assertThatThrownBy(() -> containers.start(directory))
                .isInstanceOfSatisfying(
                        LifeException.class, e -> assertThat(e.kind()).isEqualTo(LifeException.Kind.NOT_EXECUTABLE));
        assertThat(containers.alive()).isZero();
    }

    @Test
    void stopAsksFirstAndEndsItWhenTheTimeIsUp() {
        String polite = started(yard.sh("trap 'exit 5' TERM; echo ready; while :; do sleep 0.05; done"));
        Yard.hearUntil(containers.logs(polite, LogQuery.ALL.following()), "ready");
        containers.stop(polite, Optional.empty(), OptionalInt.of(30));
        assertThat(ended(polite).code()).isEqualTo(5);

        String deaf =
                started(yard.sh(LONG_LIFE)); // the first process of a PID namespace ignores what it does not handle
        containers.stop(deaf, Optional.empty(), OptionalInt.of(0));
        assertThat(ended(deaf).code()).isEqualTo(137);
    }

    @Test
    void killSendsAnySignalByNameOrNumber() {
        String id = started(yard.sh("trap 'exit 9' USR1; echo ready; while :; do sleep 0.05; done"));
        Yard.hearUntil(containers.logs(id, LogQuery.ALL.following()), "ready");
        containers.kill(id, "USR1");
        assertThat(ended(id).code()).isEqualTo(9);

        assertThatThrownBy(() -> containers.kill(id, "KILL")).hasMessageEndingWith("is not running");
        assertThatThrownBy(() -> containers.kill(id, "NOISE")).hasMessageContaining("invalid signal");
    }

    @Test
    void aContainerIsFoundByIdByItsBeginningAndByName() {
        String id = containers.create("web", yard.sh(LONG_LIFE).config()).id();

        assertThat(containers.inspect(id).name()).isEqualTo("web");
        assertThat(containers.inspect(id.substring(0, 12)).id()).isEqualTo(id);
        assertThat(containers.inspect("web").id()).isEqualTo(id);
        assertThatThrownBy(() -> containers.inspect("nobody")).hasMessage("no such container: nobody");
        assertThatThrownBy(() -> containers.create("web", yard.sh("true").config()))
                .isInstanceOfSatisfying(
                        LifeException.class, e -> assertThat(e.kind()).isEqualTo(LifeException.Kind.CONFLICT));
        assertThatThrownBy(() -> containers.create("-x", yard.sh("true").config()))
                .hasMessageContaining("invalid container name");
    }

    @Test
    void oneThatRunsIsRemovedByForceOnlyAndNothingIsLeft() throws Exception {
        Rights.assumeGroups();
        String id = started(yard.sh(LONG_LIFE).memory("32m"));
        ContainerDetails details = containers.inspect(id);
        assertThat(Yard.groups(details.cgroups())).isNotEmpty();

        assertThatThrownBy(() -> containers.remove(id, false)).hasMessageContaining("is running");
        containers.remove(id, true);

        assertThat(containers.list(true).rows()).isEmpty();
        assertThat(Yard.groups(details.cgroups())).isEmpty();
        assertThat(yard.remains()).isEmpty();
    }

    @Test
    void oneThatIsToBeRemovedAtItsEndIsWhenItsOutputHasBeenRead() {
        String id = created(yard.sh("seq 100000").autoRemove(true));

        Yard.Heard heard = Yard.hear(containers.attach(new Attach(id, false, false, true)));

        assertThat(heard.out().lines().count()).isEqualTo(100_000);
        awaitRemoval(id);
        assertThat(containers.list(true).rows()).isEmpty();
    }

    private void awaitRemoval(String id) {
        try {
            containers.await(id, Condition.REMOVED);
        } catch (LifeException e) {
            assertThat(e.kind()).as("it is gone already").isEqualTo(LifeException.Kind.NOT_FOUND);
        }
    }

    @Test
    void theLogIsBoundedAndItsLastLinesCanBeHad() {
        String id = started(yard.sh("seq 200000").log(new LogLimit(64 * 1024, 2)));
        ended(id);

        String kept = Yard.output(containers, id);
        assertThat(kept).endsWith("200000\n").hasSizeLessThan(400_000);
        assertThat(Yard.hear(containers.logs(id, LogQuery.ALL.last(3))).out()).isEqualTo("199998\n199999\n200000\n");
    }

    @Test
    void whoeverIsAttachedGetsAllEvenOfWhatTheLogDoesNotKeep() {
        String id = created(yard.sh("seq 200000").log(new LogLimit(64 * 1024, 1)));

        Yard.Heard heard = Yard.hear(containers.attach(new Attach(id, false, false, true)));

        assertThat(heard.out().lines().count()).isEqualTo(200_000);
        assertThat(heard.out()).startsWith("1\n2\n").endsWith("\n200000\n");
    }

    @Test
    void wantOfMemoryIsNamed() {
        Rights.assumeGroups();
        String id =
                started(yard.sh("dd if=/dev/zero of=/dev/null bs=64M count=1").memory("16m"));

        assertThat(ended(id).code()).isEqualTo(137);
        assertThat(((State.Exited) containers.inspect(id).state()).oom()).isTrue();
    }

    @Test
    void oneThatFailsIsStartedAgainAsOftenAsItsPolicySays() {
        String id = started(yard.sh("echo run; exit 4").restart(RestartPolicy.parse("on-failure:2")));

        assertThat(ended(id).code()).isEqualTo(4);
        assertThat(Yard.output(containers, id)).isEqualTo("run\nrun\nrun\n");
        assertThat(containers.inspect(id).restarts()).isEqualTo(2);
    }

    @Test
    void oneThatIsAlwaysStartedAgainIsNotWhenSomebodyStopsIt() {
        String id = started(yard.sh("echo run; exit 4").restart(RestartPolicy.parse("always")));
        Yard.hearUntil(containers.logs(id, LogQuery.ALL.following()), "run\nrun\n");

        containers.stop(id, Optional.empty(), OptionalInt.of(0));

        assertThat(containers.inspect(id).state()).isInstanceOf(State.Exited.class);
        assertThat(containers.alive()).isZero();
    }

    @Test
    void pauseTakesAllTimeAndUnpauseGivesItBack() {
        Rights.assumeGroups();
        String id = started(yard.sh("while :; do echo tick; sleep 0.01; done"));
        Yard.hearUntil(containers.logs(id, LogQuery.ALL.following()), "tick");
        containers.pause(id);
        assertThat(containers.inspect(id).state().word()).isEqualTo("paused");

        containers.unpause(id);
        Yard.hearUntil(containers.logs(id, LogQuery.ALL.last(0).following()), "tick");
        containers.pause(id);
        containers.stop(id, Optional.of("KILL"), OptionalInt.empty());
        assertThat(ended(id).code()).isEqualTo(137);
    }

    @Test
    void restartRenameTopAndStats() {
        Rights.assumeGroups();
        String id = started(yard.sh("echo began; " + LONG_LIFE));
        containers.restart(id, Optional.empty(), OptionalInt.of(0));
        containers.rename(id, "again");
        Yard.hearUntil(containers.logs("again", LogQuery.ALL.following()), "began\nbegan\n");

        assertThat(containers.list(false).rows()).extracting(Answer.Row::name).containsExactly("again");
        List<List<String>> rows = containers.top("again").rows();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).contains("sleep 1000");
        assertThat(containers.stats("again").statistics().pids()).hasValue(1);
        assertThat(containers.version().alive()).isEqualTo(1);
    }

    private static ExecConfig exec(String script, boolean terminal) {
        return new ExecConfig(List.of("sh", "-c", script), List.of("WHO=jar"), "", "/tmp", terminal, true, false);
    }

    @Test
    void aFurtherProcessIsTalkedToAndItsStatusIsKnown() {
        String id = started(yard.sh(LONG_LIFE));
        String exec = containers.execCreate(id, exec("read x; echo $x $WHO $(pwd); echo err >&2; exit 4", false));
        assertThat(containers.execInspect(exec).running()).isFalse();

        Conversation talk = containers.execStart(exec, false);
        assertThat(containers.execInspect(exec).running()).isTrue();
        assertThat(containers.execInspect(exec).pid()).isPositive();
        talk.send(Frame.stdin("hello\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(Yard.hear(talk)).isEqualTo(new Yard.Heard("hello jar /tmp\n", "err\n", "4"));
        assertThat(containers.execInspect(exec).code()).hasValue(4);
        assertThatThrownBy(() -> containers.execStart(exec, false)).hasMessageContaining("started already");
    }

    @Test
    void aFurtherProcessMayHaveATerminalOrNobodyAtAll() {
        Rights.assumeGroups();
        String id = started(yard.sh(LONG_LIFE));
        String onTerminal = containers.execCreate(id, exec("read x; stty size; tty", true));
        Conversation talk = containers.execStart(onTerminal, false);
        talk.send(Frame.resize(20, 70));
        talk.send(Frame.stdin("\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(Yard.hear(talk).out()).contains("20 70").contains("/dev/pts/");

        String alone = containers.execCreate(id, ExecConfig.of("sh", "-c", "echo alone > /proc/1/fd/1"));
        assertThat(containers.execStart(alone, true).next()).isEmpty();
        Yard.hearUntil(containers.logs(id, LogQuery.ALL.following()), "alone");

        String missing = containers.execCreate(id, ExecConfig.of("no-such"));
        assertThatThrownBy(() -> containers.execStart(missing, false))
                .isInstanceOfSatisfying(
                        LifeException.class, e -> assertThat(e.kind()).isEqualTo(LifeException.Kind.NO_PROGRAM));
        containers.pause(id);
        assertThatThrownBy(() -> containers.execCreate(id, ExecConfig.of("true")))
                .hasMessageContaining("is paused");
    }

    @Test
    void furtherProcessesOnTerminalsLeaveNoDescriptorsBehind() throws Exception {
        String id = started(yard.sh(LONG_LIFE));
        onATerminal(id);
        long before = descriptors();

        for (int i = 0; i < 8; i++) {
            onATerminal(id);
        }

        while (descriptors() > before) { // they are closed by the thread that waited for the end
            Thread.sleep(5);
        }
    }

    private void onATerminal(String id) {
        try (Conversation talk = containers.execStart(containers.execCreate(id, exec("exit 0", true)), false)) {
            Yard.hear(talk);
        }
    }

    private static long descriptors() throws Exception {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void aSmallInitPassesSignalsOnAndStatusBack() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tini-static")), "tini is not installed");
        String id = started(
                yard.sh("readlink /proc/1/exe; echo $$; exec sleep 1000").init(true));
        Yard.hearUntil(containers.logs(id, LogQuery.ALL.following()), "/sbin/docker-init\n2\n");

        containers.stop(
                id, Optional.empty(), OptionalInt.of(30)); // sleep itself would not hear it as the first process

        assertThat(ended(id).code()).isEqualTo(128 + 15);
    }

    @Test
    void aSecondOwnerIsRefused() {
        assertThatThrownBy(() -> yard.open()).hasMessageContaining("another process looks after the containers");
    }

    @Test
    void whoeverOpensTheDirectoryNextTakesUpWhatRuns() {
        String id = started(yard.sh("echo before; read x; echo after; exit 6").interactive(true));
        Yard.hearUntil(containers.logs(id, LogQuery.ALL.following()), "before");
        containers.close();

        containers = yard.open();
        assertThat(containers.alive()).isEqualTo(1);
        try (Conversation talk = containers.attach(new Attach(id, false, true, false))) {
            talk.send(Frame.stdin("\n".getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(ended(id).code()).isEqualTo(6);
        assertThat(Yard.output(containers, id)).isEqualTo("before\nafter\n");
    }

    @Test
    void whatHappensWhileNobodyLooksIsKnownAfterwards() {
        String id = started(yard.sh("echo before; sleep 0.3; echo after; exit 8"));
        containers.close();
        containers = yard.open();

        assertThat(ended(id).code()).isEqualTo(8);
        assertThat(Yard.output(containers, id)).isEqualTo("before\nafter\n");
    }
}
