package hangari.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.life.ContainerConfig;
import hangari.container.life.ContainerDraft;
import hangari.container.life.Frame;
import hangari.container.life.HostConfig;
import hangari.container.life.Request.LogQuery;
import hangari.container.life.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands on containers that are there ask for, print and return. */
class ContainerVerbsTest {
    @TempDir
    Path directory;

    private TestDesk desk;

    @BeforeEach
    void twoContainers() {
        desk = new TestDesk(directory);
        var running = new State.Running(1, 10, 1, 11, Instant.now().minusSeconds(200), 0);
        Instant before = Instant.now().minusSeconds(7200);
        ContainerConfig web = ContainerDraft.of("busybox:1@sha256:" + "a".repeat(64))
                .command("httpd", "-f", "-p", "80", "-h", "/www")
                .publish("8080:80")
                .label("tier", "1")
                .interactive(true)
                .config();
        desk.supervisor.hold("a1", "web", running, web, "httpd", "-f", "-p", "80", "-h", "/www");
        desk.supervisor.hold(
                "b2",
                "항아리",
                new State.Exited(1, 137, true, before, before, "", 0),
                ContainerDraft.of("debian").command("sh").config(),
                "sh");
    }

    @Test
    void psHasDockersColumns() {
        assertThat(desk.run("ps", "-a")).isZero();
        assertThat(desk.lines().get(0)).matches("CONTAINER ID   IMAGE       COMMAND +CREATED +STATUS +PORTS +NAMES");
        assertThat(desk.said())
                .containsPattern("a1a1a1a1a1a1   busybox:1   \"httpd -f -p 80 -h /…\"   .* ago   Up 3 minutes +"
                        + "0.0.0.0:8080->80/tcp +web\n")
                .containsPattern("b2b2b2b2b2b2   debian      \"sh\" +.* ago   Exited \\(137\\) 2 hours ago +항아리\n");
        assertThat(desk.run("ps")).isZero();
        assertThat(desk.lines()).hasSize(2);
    }

    @Test
    void psShowsWhatIsAskedFor() {
        desk.run("ps", "-aq");
        assertThat(desk.lines()).containsExactlyInAnyOrder("a1a1a1a1a1a1", "b2b2b2b2b2b2");
        desk.run("ps", "-aq", "--no-trunc", "-f", "name=web");
        assertThat(desk.lines()).containsExactly("a1".repeat(32));
        desk.run("ps", "-q", "--filter", "status=exited");
        assertThat(desk.lines()).containsExactly("b2b2b2b2b2b2");
        desk.run("ps", "-q", "--filter", "exited=137", "--filter", "exited=1");
        assertThat(desk.lines()).containsExactly("b2b2b2b2b2b2");
        desk.run("ps", "-aq", "--filter", "label=tier=1", "--filter", "ancestor=busybox");
        assertThat(desk.lines()).containsExactly("a1a1a1a1a1a1");
        desk.run("ps", "-lq");
        assertThat(desk.lines()).hasSize(1);
        desk.run("ps", "--format", "table {{.Names}}\\t{{.Image}}");
        assertThat(desk.lines()).containsExactly("NAMES     IMAGE", "web       busybox:1");
        desk.run("ps", "--format", "{{.ID}} is {{.State}}");
        assertThat(desk.lines()).containsExactly("a1a1a1a1a1a1 is running");
        desk.run("ps", "--format", "json");
        assertThat(desk.said()).startsWith("{\"ID\":\"a1a1a1a1a1a1\",\"Image\":\"busybox:1\"");
        desk.run("container", "ls", "--json");
        assertThat(desk.said()).contains("\"name\" : \"web\"", "\"state\" : \"running\"");
    }

    @Test
    void psRefusesWhatItDoesNotKnow() {
        assertThat(desk.run("ps", "--filter", "colour=red")).isEqualTo(125);
        assertThat(desk.complaint()).contains("write name=, id=, status=");
        assertThat(desk.run("ps", "--format", "{{range .Names}}x{{end}}")).isEqualTo(125);
        assertThat(desk.complaint())
                .contains("cannot read {{range .Names}} in a template: only {{.FIELD}}")
                .hasLineCount(1);
        assertThat(desk.run("ps", "--format", "{{.Colour}}")).isEqualTo(125);
        assertThat(desk.complaint()).contains("no field .Colour: use one of ID, Image");
    }

    @Test
    void eachOfSeveralIsDoneWhateverBecomesOfTheOthers() {
        assertThat(desk.run("stop", "-t", "2", "-s", "INT", "web", "nobody", "항아리"))
                .isEqualTo(1);
        assertThat(desk.lines()).containsExactly("web", "항아리");
        assertThat(desk.complaint()).isEqualTo("hangari: no container nobody: see ps -a\n");
        assertThat(desk.supervisor.asked).containsExactly("stop INT 2 web", "stop INT 2 항아리");
    }

    @Test
    void theVerbsAskForWhatTheySay() {
        for (String words : List.of(
                "kill web", "kill -s HUP a1a1", "pause web", "unpause web", "restart -t 0 web", "rename web shop")) {
            assertThat(desk.run(words.split(" "))).as(words).isZero();
        }
        assertThat(desk.supervisor.asked)
                .containsExactly(
                        "kill KILL web",
                        "kill HUP web",
                        "pause web",
                        "unpause web",
                        "restart 0 web",
                        "rename shop web");
        assertThat(desk.run("wait", "항아리", "web")).isZero();
        assertThat(desk.lines()).containsExactly("137", "0");
    }

    @Test
    void rmForcesAndIsContentWithWhatIsNotThere() {
        assertThat(desk.run("rm", "-f", "-v", "web", "nobody")).isZero();
        assertThat(desk.lines()).containsExactly("web");
        assertThat(desk.complaint()).contains("no container nobody");
        assertThat(desk.run("rm", "nobody")).isEqualTo(1);
    }

    @Test
    void startPrintsTheNameOrIsJoined() {
        assertThat(desk.run("start", "web")).isZero();
        assertThat(desk.lines()).containsExactly("web");
        desk.supervisor.script.say(Frame.text(Frame.Kind.STDOUT, "hello\n"), Frame.exit(3));
        assertThat(desk.run("start", "-a", "web")).isEqualTo(3);
        assertThat(desk.said()).isEqualTo("hello\n");
        assertThat(desk.supervisor.asked).containsExactly("start web", "attach start web");
        assertThat(desk.run("start", "-a", "web", "항아리")).isEqualTo(1);
    }

    @Test
    void attachNeedsOneThatRuns() {
        assertThat(desk.run("attach", "항아리")).isEqualTo(1);
        assertThat(desk.complaint()).contains("container 항아리 is exited: one can be joined to one that runs");
        desk.supervisor.script.say(Frame.exit(0));
        assertThat(desk.run("attach", "--no-stdin", "web")).isZero();
        assertThat(desk.supervisor.asked).containsExactly("attach web");
    }

    @Test
    void execRunsAFurtherCommandAndReturnsItsStatus() {
        desk.supervisor.script.say(Frame.text(Frame.Kind.STDOUT, "root\n"), Frame.exit(4));
        assertThat(desk.run("exec", "-u", "0", "-w", "/tmp", "-e", "A=1", "--privileged", "web", "id", "-u", "-n"))
                .isEqualTo(4);
        assertThat(desk.said()).isEqualTo("root\n");
        var config = desk.supervisor.further.orElseThrow();
        assertThat(config.command()).containsExactly("id", "-u", "-n");
        assertThat(config.env()).containsExactly("A=1");
        assertThat(config.user() + config.workdir() + config.privileged()).isEqualTo("0/tmptrue");
        assertThat(desk.run("exec", "-d", "web", "sleep", "9")).isZero();
        assertThat(desk.run("exec", "nobody", "id")).isEqualTo(1);
        assertThat(desk.supervisor.asked).containsExactly("exec web", "exec start", "exec web", "exec start detached");
    }

    @Test
    void logsAsksForThePartThatIsMeant() {
        desk.supervisor.script.say(Frame.text(Frame.Kind.STDOUT, "a\n"), Frame.text(Frame.Kind.STDERR, "b\n"));
        desk.supervisor.script.end();
        assertThat(desk.run("logs", "web")).isZero();
        assertThat(desk.said() + desk.complaint()).isEqualTo("a\nb\n");
        assertThat(desk.supervisor.logs).contains(LogQuery.ALL);

        desk.supervisor.script.end();
        desk.run("logs", "-ft", "-n", "5", "--since", "2026-01-02T13:23:37Z", "--until", "1767355200.5", "web");
        LogQuery query = desk.supervisor.logs.orElseThrow();
        assertThat(query.follow() && query.timestamps()).isTrue();
        assertThat(query.tail()).isEqualTo(OptionalInt.of(5));
        assertThat(query.since()).isEqualTo(Optional.of(Instant.parse("2026-01-02T13:23:37Z")));
        assertThat(query.until()).isEqualTo(Optional.of(Instant.ofEpochSecond(1767355200, 500_000_000)));

        assertThat(desk.run("logs", "--since", "tomorrow", "web")).isEqualTo(125);
        assertThat(desk.complaint()).contains("bad time \"tomorrow\": use one such as");
    }

    @Test
    void topAndPortAndStatsShowTables() {
        assertThat(desk.run("top", "web")).isZero();
        assertThat(desk.lines()).containsExactly("PID       CMD", "1         httpd -f");
        assertThat(desk.run("port", "web")).isZero();
        assertThat(desk.lines()).containsExactly("80/tcp -> 0.0.0.0:8080");
        assertThat(desk.run("port", "web", "80")).isZero();
        assertThat(desk.lines()).containsExactly("0.0.0.0:8080");
        assertThat(desk.run("port", "web", "81")).isEqualTo(1);
        assertThat(desk.run("stats", "--no-stream")).isZero();
        assertThat(desk.lines().get(0))
                .matches("CONTAINER ID   NAME      CPU % +MEM USAGE / LIMIT +MEM % +NET I/O +BLOCK I/O +PIDS");
        assertThat(desk.lines().get(1)).matches("a1a1a1a1a1a1   web       50.00% +8MiB / .*iB +0\\.\\d\\d% +.* 2");
        assertThat(desk.run("stats", "--no-stream", "nobody")).isEqualTo(1);
    }

    @Test
    void inspectHasDockersKeysAndTakesTemplates() {
        assertThat(desk.run("container", "inspect", "web", "nobody")).isEqualTo(1);
        assertThat(desk.said()).contains("\"Id\" : \"a1a1", "\"Name\" : \"/web\"", "\"Path\" : \"httpd\"");
        assertThat(desk.run("container", "inspect", "-f", "{{.State.Status}} {{json .Config.Labels}}", "web"))
                .isZero();
        assertThat(desk.said()).isEqualTo("running {\"tier\":\"1\"}\n");
        desk.run("container", "inspect", "-f", "{{.NetworkSettings.IPAddress}} {{.Config.Image}} {{.Args}}", "web");
        assertThat(desk.said()).isEqualTo("10.88.0.2 busybox:1 [-f -p 80 -h /www]\n");
    }

    @Test
    void inspectGivesAmountsInBytesAndPortsAsDockerDoes() {
        HostConfig host = ContainerDraft.of("busybox:1")
                .memory("64m")
                .publish("127.0.0.1:8080:80")
                .publish("53/udp")
                .config()
                .host();
        assertThat(HostJson.of(host))
                .containsEntry("Memory", 64L << 20)
                .containsEntry("MemorySwap", 0L)
                .extractingByKey("PortBindings")
                .asString()
                .isEqualTo("{53/udp=[{HostIp=, HostPort=}], 80/tcp=[{HostIp=127.0.0.1, HostPort=8080}]}");
    }
}
