package hangari.container.life.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import hangari.container.life.Answer;
import hangari.container.life.ContainerDraft;
import hangari.container.life.Conversation;
import hangari.container.life.Frame;
import hangari.container.life.LifeException;
import hangari.container.life.Request;
import hangari.container.life.Request.Condition;
import hangari.peer.Aside;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a client arrives at the supervisor behind the socket, and what that answers comes back. */
class SupervisorServerTest {
    private static final Request.Attach ATTACH = new Request.Attach("web", false, true, true);

    @TempDir
    Path state;

    @Test
    void everyVerbArrivesAndItsAnswerComesBack() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            SupervisorClient client = served.client;
            served.supervisor.code = 5;
            served.supervisor.ends.countDown();

            assertThat(client.create(
                            "web", ContainerDraft.of("busybox").command("a").config()))
                    .isEqualTo(new Answer.Created(PlayedSupervisor.ID, List.of("a warning")));
            client.start("web");
            assertThat(client.list(true).rows()).hasSize(20_000);
            assertThat(client.inspect("web").config().command()).containsExactly("httpd", "항아리");
            client.stop("web", Optional.of("INT"), OptionalInt.of(3));
            client.kill("web", "HUP");
            client.pause("web");
            client.unpause("web");
            client.restart("web", Optional.empty(), OptionalInt.empty());
            client.remove("web", true);
            client.rename("web", "shop");
            client.resize("web", 24, 80);
            assertThat(client.top("web").titles()).containsExactly("PID");
            assertThat(client.stats("web").at()).isEqualTo(PlayedSupervisor.NOON);
            assertThat(client.await("web", Condition.NEXT_EXIT)).isEqualTo(new Answer.Ended(5, ""));
            assertThat(client.execCreate("web", Request.ExecConfig.of("ls"))).isEqualTo("e1");
            client.execResize("e1", 1, 2);
            assertThat(client.execInspect("e1").code()).hasValue(3);
            client.execStart("e1", true).close();
            client.logs("web", Request.LogQuery.ALL.last(3)).close();
            client.attach(ATTACH).close();
            assertThat(served.supervisor.asked)
                    .containsExactly(
                            "create web [a]",
                            "start web",
                            "list true",
                            "inspect web",
                            "stop web Optional[INT] OptionalInt[3]",
                            "kill web HUP",
                            "pause web",
                            "unpause web",
                            "restart web Optional.empty OptionalInt.empty",
                            "remove web true",
                            "rename web shop",
                            "resize web 24 80",
                            "top web",
                            "stats web",
                            "await web NEXT_EXIT",
                            "execCreate web [ls]",
                            "execResize e1 1 2",
                            "execInspect e1",
                            "execStart e1 true",
                            "logs web OptionalInt[3]",
                            "attach web false true true");
        }
    }

    @Test
    void everyRequestHasAVerb() {
        var supervisor = new PlayedSupervisor();
        supervisor.ends.countDown();
        var config = ContainerDraft.of("busybox").config();
        List<Request> requests = List.of(
                new Request.Version(),
                new Request.Create("web", config),
                new Request.Start("web"),
                ATTACH,
                new Request.Logs("web", Request.LogQuery.ALL),
                new Request.ListAll(true),
                new Request.Inspect("web"),
                new Request.Stop("web", Optional.of("INT"), OptionalInt.of(3)),
                new Request.Kill("web", "HUP"),
                new Request.Pause("web"),
                new Request.Unpause("web"),
                new Request.Restart("web", Optional.empty(), OptionalInt.empty()),
                new Request.Remove("web", true),
                new Request.Rename("web", "shop"),
                new Request.Resize("web", 24, 80),
                new Request.Top("web"),
                new Request.Stats("web"),
                new Request.Wait("web", Condition.REMOVED),
                new Request.ExecCreate("web", Request.ExecConfig.of("sh")),
                new Request.ExecStart("e1", false),
                new Request.ExecResize("e1", 1, 2),
                new Request.ExecInspect("e1"));

        for (Request request : requests) {
            assertThat(Verbs.answer(supervisor, request).isPresent()
                            || Verbs.speak(supervisor, request).isPresent())
                    .as("%s", request)
                    .isTrue();
        }
        assertThat(requests).hasSize(Request.class.getPermittedSubclasses().length - 1); // but for Leave
    }

    @Test
    void theServerSaysWhichProtocolItSpeaksAndWhoItIs() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            assertThat(served.client.version())
                    .isEqualTo(new Answer.Versions(
                            "1.2.3",
                            SupervisorServer.PROTOCOL,
                            ProcessHandle.current().pid(),
                            0));
        }
    }

    @Test
    void whatCannotBeDoneIsTheSameExceptionHere() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            assertRefused(
                    () -> served.client.start("absent"), LifeException.Kind.NOT_FOUND, "no such container: absent");
            assertRefused(() -> served.client.start("text"), LifeException.Kind.NOT_EXECUTABLE, "not executable");
            assertRefused(() -> served.client.start("broken"), LifeException.Kind.FAILED, "broken in two");
            assertRefused(() -> served.client.start("deep"), LifeException.Kind.FAILED, "java.lang.StackOverflowError");
            assertRefused(
                    () -> served.client.attach(new Request.Attach("absent", false, false, false)),
                    LifeException.Kind.NOT_FOUND,
                    "no such container: absent");
            served.client.start("web");
        }
    }

    @Test
    void aRequestThatIsTooLongIsRefusedBeforeItIsSent() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            assertThatThrownBy(() -> served.client.start("항".repeat(Wire.LONGEST_REQUEST / 3)))
                    .hasMessageContaining("longer than 1048576 bytes");
        }
    }

    @Test
    void aConversationGoesBothWaysAndEndsWithTheExitStatus() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT);
                Conversation talk = served.client.attach(ATTACH)) {
            byte[] much = new byte[Frame.LONGEST];
            java.util.Arrays.fill(much, (byte) 'x');

            talk.send(Frame.stdin("hello\n".getBytes(UTF_8)));
            assertThat(talk.next().orElseThrow().text()).isEqualTo("hello\n");
            talk.send(Frame.stdin(much));
            assertThat(talk.next().orElseThrow().bytes()).isEqualTo(much);
            talk.send(Frame.stdinClosed());
            assertThat(talk.next()).contains(Frame.exit(7));
            assertThat(talk.next()).isEmpty();
            assertThat(talk.next()).isEmpty();
        }
    }

    @Test
    void logsEndWhenAllIsSaid() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT);
                Conversation talk = served.client.logs("web", Request.LogQuery.ALL)) {
            assertThat(talk.next()).contains(Frame.text(Frame.Kind.STDOUT, "one\n"));
            assertThat(talk.next()).contains(Frame.text(Frame.Kind.STDERR, "two\n"));
            assertThat(talk.next()).isEmpty();
        }
    }

    @Test
    void aConversationThatFailsSaysWhy() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT);
                Conversation talk = served.client.attach(ATTACH)) {
            talk.send(Frame.stdin("fail".getBytes(UTF_8)));

            assertRefused(talk::next, LifeException.Kind.FAILED, "failed as told");
        }
    }

    @Test
    void whoHangsUpIsLetGoAtTheOtherEndToo() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            Conversation talk = served.client.attach(ATTACH);
            Future<Optional<Frame>> next = Aside.call(talk::next);

            talk.close();

            assertThat(next.get(10, TimeUnit.SECONDS)).isEmpty();
            assertThat(served.supervisor.hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoDoesNotReadStallsNobodyElse() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            Conversation talk = served.client.attach(new Request.Attach("flood", false, false, false));

            assertThat(served.client.logs("web", Request.LogQuery.ALL).next()).isPresent();
            talk.close();
            assertThat(served.supervisor.hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void nobodyWaitsOnBehalfOfAClientThatHasGone() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            var wait = Aside.call(() -> served.client.await("web", Condition.NOT_RUNNING));
            assertThat(served.supervisor.waiting.await(10, TimeUnit.SECONDS)).isTrue();

            served.client.close();

            assertThat(served.supervisor.interrupted.await(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThatThrownBy(() -> wait.get(10, TimeUnit.SECONDS))
                    .cause()
                    .asInstanceOf(type(LifeException.class))
                    .extracting(LifeException::kind)
                    .isEqualTo(LifeException.Kind.UNREACHABLE);
        }
    }

    @Test
    void whereNobodyAnswersIsUnreachable() {
        try (var client = SupervisorClient.at(RunDirectory.of(state).furnish())) {
            assertThatThrownBy(() -> client.list(true))
                    .hasMessage("no supervisor answers at " + state.resolve("run/supervisor.sock"))
                    .asInstanceOf(type(LifeException.class))
                    .extracting(LifeException::kind)
                    .isEqualTo(LifeException.Kind.UNREACHABLE);
        }
    }

    @Test
    void theSocketIsForItsOwnerAlone() throws Exception {
        Files.createDirectory(state.resolve("run"));
        Files.setPosixFilePermissions(state.resolve("run"), PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var served = new Served(state, Bounds.DEFAULT)) {
            assertThat(mode(served.place.path())).isEqualTo("rwx------");
            assertThat(mode(served.place.socket())).isEqualTo("rw-------");
        }
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aLinkInPlaceOfTheDirectoryIsNotFollowed() throws Exception {
        Path elsewhere = Files.createDirectory(state.resolve("elsewhere"));
        Files.createSymbolicLink(state.resolve("run"), elsewhere);

        assertThatThrownBy(() -> RunDirectory.of(state).furnish()).hasMessageContaining("is not a directory of");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aDeepStateDirectoryIsReachedToo() throws Exception {
        Path deep = state.resolve("deep".repeat(40));

        try (var served = new Served(deep, Bounds.DEFAULT)) {
            assertThat(served.place.socket().toString().length()).isGreaterThan(108);
            served.client.start("web");
        }
    }

    @Test
    void aSocketThatWasLeftBehindIsReplaced() throws Exception {
        try (var first = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            Address.bind(first, RunDirectory.of(state).furnish().socket());
        }
        try (var served = new Served(state, Bounds.DEFAULT)) {
            served.client.start("web");
        }
    }

    @Test
    void onlyOneSupervisorIsInOffice() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            assertThat(Tenure.begin(served.place, Duration.ofMillis(1))).isEmpty();
        }
        Tenure.begin(RunDirectory.of(state), Duration.ZERO).orElseThrow().close();
    }

    @Test
    void itLeavesWhenAsked() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT)) {
            served.supervisor.alive = 3;
            Conversation talk = served.client.execStart("e1", false);

            served.client.leave();

            served.left();
            assertThat(served.place.socket()).doesNotExist();
            assertRefused(talk::next, LifeException.Kind.UNREACHABLE, "the supervisor has gone");
        }
    }

    @Test
    void itLeavesWhenNobodyNeedsIt() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT.withIdle(Duration.ofMillis(50)))) {
            served.left();

            assertThat(served.place.log()).content().contains("leaving: no container runs");
        }
    }

    @Test
    void itLeavesWhenItCannotBeFoundAnyMore() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT.withIdle(Duration.ofMillis(50)))) {
            served.supervisor.alive = 1;
            Files.delete(served.place.socket());

            served.left();
        }
    }

    @Test
    void itStaysForAContainerAndForAClient() throws Exception {
        try (var served = new Served(state, Bounds.DEFAULT.withIdle(Duration.ofMillis(1)))) {
            served.supervisor.alive = 1;
            Conversation talk = served.client.attach(ATTACH);
            served.supervisor.alive = 0;

            talk.send(Frame.stdin(new byte[] {1}));
            assertThat(talk.next()).isPresent();
            assertThat(served.serves()).isTrue();
            talk.close();
            served.left();
        }
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, LifeException.Kind kind, String message) {
        assertThatThrownBy(call)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n")
                .asInstanceOf(type(LifeException.class))
                .extracting(LifeException::kind)
                .isEqualTo(kind);
    }
}
