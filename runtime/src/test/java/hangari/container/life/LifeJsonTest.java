package hangari.container.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.container.cgroup.Statistics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Values that travel are read as they were written, and nothing else is. */
class LifeJsonTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");

    @Test
    void aConfigIsReadAsItWasWritten() {
        ContainerConfig config = ContainerDraft.of("busybox")
                .command("httpd", "-f")
                .entrypoint(List.of())
                .env("A=b c")
                .memory("64m")
                .restart(RestartPolicy.parse("on-failure:3"))
                .label("항아리", "é\n")
                .stopTimeout(3)
                .publish("8080:80")
                .config();

        String line = LifeJson.write(config);

        assertThat(line).doesNotContain("\n");
        assertThat(LifeJson.read(line, ContainerConfig.class, "config")).isEqualTo(config);
    }

    @Test
    void everyRequestIsReadAsTheVerbThatItIs() {
        var config = ContainerDraft.ofDirectories(List.of("/base")).config();
        List<Request> requests = List.of(
                new Request.Version(),
                new Request.Leave(),
                new Request.Create("web", config),
                new Request.Start("web"),
                new Request.Attach("web", true, false, true),
                new Request.Logs("web", Request.LogQuery.ALL.following().last(3)),
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
                new Request.Wait("web", Request.Condition.REMOVED),
                new Request.ExecCreate("web", Request.ExecConfig.of("sh")),
                new Request.ExecStart("e1", false),
                new Request.ExecResize("e1", 1, 2),
                new Request.ExecInspect("e1"));

        assertThat(requests).hasSize(Request.class.getPermittedSubclasses().length);
        for (Request request : requests) {
            assertThat(LifeJson.read(LifeJson.write(request), Request.class, "request"))
                    .isEqualTo(request);
        }
    }

    @Test
    void everyStateIsReadAsItWasWritten() {
        var running = new State.Running(2, 10, 999, 11, NOON, 1);
        var exited = new State.Exited(2, 137, true, NOON, NOON, "", 1);

        for (State state : List.of(
                new State.Created(),
                running,
                new State.Paused(running),
                exited,
                new State.Restarting(exited),
                new State.Dead("no"))) {
            assertThat(LifeJson.read(LifeJson.write(state), State.class, "state"))
                    .isEqualTo(state);
        }
        assertThat(running.word()).isEqualTo("running");
    }

    @Test
    void statisticsTravelToo() {
        var usage = new Answer.Usage("1", "web", NOON, Statistics.NONE);

        assertThat(LifeJson.read(LifeJson.write(usage), Answer.Usage.class, "answer"))
                .isEqualTo(usage);
    }

    @Test
    void whatIsNoRequestIsRefusedInOneLine() {
        for (String text : List.of("", "{", "[]", "{\"verb\":\"Destroy\"}", "{\"verb\":\"Start\"} {}", "null")) {
            assertThatThrownBy(() -> LifeJson.read(text, Request.class, "request"))
                    .as(text)
                    .isInstanceOf(LifeException.class)
                    .hasMessageStartingWith("bad request: ");
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedWithItsOwnWords() {
        assertThatThrownBy(() -> ContainerDraft.of("busybox")
                        .autoRemove(true)
                        .restart(RestartPolicy.parse("always"))
                        .config())
                .isInstanceOf(LifeException.class)
                .hasMessageContaining("--rm or --restart");
        assertThatThrownBy(() -> ContainerDraft.of("").config()).hasMessageContaining("needs an image");
    }
}
