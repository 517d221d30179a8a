package hangari.cli.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.life.ContainerConfig;
import hangari.container.life.Frame;
import hangari.container.life.HostConfig;
import hangari.container.life.LifeException;
import hangari.container.life.LogLimit;
import hangari.container.life.RestartPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code hangari run} makes of its options, and what it shows and returns. */
class RunCommandTest {
    @TempDir
    Path directory;

    private TestDesk desk;

    @BeforeEach
    void aDesk() {
        desk = new TestDesk(directory);
    }

    private ContainerConfig config() {
        return desk.supervisor.created.orElseThrow();
    }

    @Test
    void optionsEndAtTheCommand() {
        assertThat(desk.run("create", "--rootfs", "/base", "-e", "A=1", "ls", "-l", "--rm", "-e", "@x", "--", "-it"))
                .isZero();
        assertThat(config().command()).containsExactly("ls", "-l", "--rm", "-e", "@x", "--", "-it");
        assertThat(config().env()).containsExactly("A=1");
        assertThat(config().rootfs()).containsExactly("/base");
        assertThat(config().host().autoRemove()).isFalse();
        assertThat(desk.said()).isEqualTo("c".repeat(64) + "\n");
    }

    @Test
    void shortOptionsMayStandTogether() {
        desk.run("create", "-it", "-m64m", "-p8080:80", "-eA=b=c", "--rootfs", "/base", "sh");
        assertThat(config().terminal()).isTrue();
        assertThat(config().openStdin()).isTrue();
        assertThat(config().stdinOnce()).isTrue();
        assertThat(config().env()).containsExactly("A=b=c");
        assertThat(config().host().memory()).isEqualTo("64m");
        assertThat(config().host().ports()).containsExactly("8080:80");
    }

    @Test
    void everyOptionArrives() throws IOException {
        Path env = Files.writeString(directory.resolve("env"), "# remark\nB=2\n\nHOME\nNOT_THERE_AT_ALL\n");
        Path labels = Files.writeString(directory.resolve("labels"), "tier=1\nbare\n");
        String[] words = ("create --rootfs /base --name web -w /work -u 1000:10 -h box --entrypoint /bin/sh"
                        + " --label a=b --label-file " + labels + " --init --stop-signal INT --stop-timeout 3"
                        + " -e A=1 --env-file " + env
                        + " -v /data:/data:ro --tmpfs /run:size=1m --network none --network-alias shop -p 53:53/udp"
                        + " -m 64m --memory-swap -1 --cpus 0.5 -c 512 --pids-limit 20 --blkio-weight 100"
                        + " --oom-score-adj -5 --ulimit nofile=10:20 --log-opt max-size=1m --log-opt max-file=2"
                        + " --cap-add NET_ADMIN --cap-drop ALL --privileged --security-opt no-new-privileges"
                        + " --read-only --sysctl net.core.somaxconn=10 --pid host --ipc host --uts host --userns host"
                        + " --restart on-failure:3 true x")
                .split(" ");

        assertThat(desk.run(words)).as(desk.complaint()).isZero();

        ContainerConfig config = config();
        HostConfig host = config.host();
        assertThat(config.command()).containsExactly("true", "x");
        assertThat(config.workdir()).isEqualTo("/work");
        assertThat(config.user()).isEqualTo("1000:10");
        assertThat(config.hostname()).isEqualTo("box");
        assertThat(config.entrypoint()).isEqualTo(Optional.of(List.of("/bin/sh")));
        assertThat(config.labels()).isEqualTo(Map.of("a", "b", "tier", "1", "bare", ""));
        assertThat(config.stopSignal()).isEqualTo("INT");
        assertThat(config.stopTimeout()).isEqualTo(OptionalInt.of(3));
        assertThat(config.env()).containsExactly("B=2", "HOME=" + System.getenv("HOME"), "A=1");
        assertThat(host.init()).isTrue();
        assertThat(host.volumes()).containsExactly("/data:/data:ro");
        assertThat(host.tmpfs()).containsExactly("/run:size=1m");
        assertThat(host.network()).isEqualTo("none");
        assertThat(host.aliases()).containsExactly("shop");
        assertThat(host.ports()).containsExactly("53:53/udp");
        assertThat(host.memorySwap()).isEqualTo("-1");
        assertThat(host.cpus()).isEqualTo(0.5);
        assertThat(host.cpuShares()).isEqualTo(512);
        assertThat(host.pids()).isEqualTo(20);
        assertThat(host.blkioWeight()).isEqualTo(100);
        assertThat(host.oomScoreAdj()).isEqualTo(OptionalInt.of(-5));
        assertThat(host.ulimits()).containsExactly("nofile=10:20");
        assertThat(host.log()).isEqualTo(new LogLimit(1 << 20, 2));
        assertThat(host.capAdd()).containsExactly("NET_ADMIN");
        assertThat(host.capDrop()).containsExactly("ALL");
        assertThat(host.privileged()).isTrue();
        assertThat(host.readOnly()).isTrue();
        assertThat(host.securityOpt()).containsExactly("no-new-privileges");
        assertThat(host.sysctls()).isEqualTo(Map.of("net.core.somaxconn", "10"));
        assertThat(List.of(host.pidMode(), host.ipcMode(), host.utsMode(), host.usernsMode()))
                .containsOnly("host");
        assertThat(host.restart()).isEqualTo(RestartPolicy.parse("on-failure:3"));
        assertThat(desk.supervisor.asked).containsExactly("create web");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "type=bind,source=/data,target=/work,readonly ; /data:/work:ro",
                "type=bind,src=/data,dst=/work ; /data:/work",
                "type=volume,source=cache,target=/c ; cache:/c",
                "source=cache,destination=/c,ro=false ; cache:/c",
            })
    void mountsAreVolumesInOtherWords(String mount, String volume) {
        assertThat(desk.run("create", "--mount", mount, "--rootfs", "/base")).isZero();
        assertThat(config().host().volumes()).containsExactly(volume);
    }

    @Test
    void aMountInMemoryIsATmpfs() {
        desk.run("create", "--mount", "type=tmpfs,target=/t,tmpfs-size=1m,tmpfs-mode=700", "--rootfs", "/base");
        assertThat(config().host().tmpfs()).containsExactly("/t:size=1m,mode=700");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--mount type=bind,target=/x ; bad mount \"type=bind,target=/x\": a bind mount needs source=/PATH:"
                        + " write type=bind,source=/PATH,target=/PATH[,readonly]",
                "--mount type=disk,target=/x ; bad mount \"type=disk,target=/x\": its type is bind, volume or tmpfs:"
                        + " write type=bind,source=/PATH,target=/PATH[,readonly]",
                "-e =x ; bad variable \"=x\": write NAME=VALUE",
                "--label =x ; bad label \"=x\": write NAME=VALUE",
                "--log-opt colour=red ; no log option colour: use max-size and max-file",
                "--log-opt max-file=0 ; cannot keep \"0\" files of output: use 1 to 9999",
                "--detach-keys ctrl-é ; bad detach keys \"ctrl-é\": use single characters and ctrl-LETTER, with commas"
                        + " between, such as ctrl-p,ctrl-q",
                "--restart often ; bad restart policy \"often\": use no, on-failure[:N], always or unless-stopped",
                "--rm --restart always ; a container cannot be removed at its end and started again as well: choose"
                        + " --rm or --restart",
            })
    void refusesInOneLineWithTheRemedy(String options, String line) {
        String[] words = ("run " + options + " --rootfs /base").split(" ");
        assertThat(desk.run(words)).isEqualTo(125);
        assertThat(desk.complaint()).isEqualTo("hangari: " + line + "\n");
        assertThat(desk.supervisor.created).isEmpty();
    }

    @Test
    void anImageIsNeededAndIsPulledUnlessThatIsForbidden() {
        assertThat(desk.run("run")).isEqualTo(125);
        assertThat(desk.complaint()).isEqualTo("hangari: an image is missing: name one, or a directory by --rootfs\n");
        assertThat(desk.run("run", "--pull", "never", "base:1", "ls")).isEqualTo(125);
        assertThat(desk.complaint()).isEqualTo("hangari: no image base:1 here: pull it, or leave out --pull never\n");
    }

    @Test
    void itsOutputAndItsStatusAreOurs() {
        desk.supervisor.script.say(
                Frame.text(Frame.Kind.STDOUT, "one\n"),
                Frame.text(Frame.Kind.STDERR, "two\n"),
                Frame.text(Frame.Kind.STDOUT, "three\n"),
                Frame.exit(7));
        assertThat(desk.run("run", "--rm", "--rootfs", "/base", "sh")).isEqualTo(7);
        assertThat(desk.said()).isEqualTo("one\nthree\n");
        assertThat(desk.complaint()).isEqualTo("two\n");
        assertThat(desk.supervisor.asked).containsExactly("create ", "attach start made_up", "wait made_up");
    }

    @Test
    void itsInputIsOurs() throws InterruptedException {
        desk.in = new ByteArrayInputStream("hello".getBytes(UTF_8));
        var script = desk.supervisor.script;
        var program = new Thread(() -> {
            try {
                script.say(script.input.take());
                assertThat(script.input.take().kind()).isEqualTo(Frame.Kind.STDIN_CLOSED);
                script.say(Frame.text(Frame.Kind.STDOUT, "done"), Frame.exit(0));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        program.start();
        assertThat(desk.run("run", "-i", "--rootfs", "/base", "cat")).isZero();
        program.join();
        assertThat(desk.said()).isEqualTo("done");
        assertThat(desk.supervisor.asked).containsExactly("create ", "attach stdin start made_up");
    }

    @Test
    void detachedItPrintsItsIdAndNotesItInAFile() throws IOException {
        Path file = directory.resolve("id");
        assertThat(desk.run("run", "-d", "--name", "web", "--cidfile", file.toString(), "--rootfs", "/base"))
                .isZero();
        assertThat(desk.said()).isEqualTo("c".repeat(64) + "\n");
        assertThat(file).hasContent("c".repeat(64));
        assertThat(desk.supervisor.asked).containsExactly("create web", "start web");
        assertThat(config().stdinOnce()).isFalse();

        assertThat(desk.run("run", "-d", "--cidfile", file.toString(), "--rootfs", "/base"))
                .isEqualTo(125);
        assertThat(desk.complaint()).contains(file + ": the file is there already");
    }

    @ParameterizedTest
    @CsvSource({"FAILED,125", "NOT_EXECUTABLE,126", "NO_PROGRAM,127", "NOT_FOUND,125", "UNREACHABLE,125"})
    void aFailureHasDockersStatus(LifeException.Kind kind, int status) {
        desk.supervisor.fault = Optional.of(new LifeException(kind, "no program ls: install it"));
        assertThat(desk.run("run", "--rootfs", "/base", "ls")).isEqualTo(status);
        assertThat(desk.complaint()).isEqualTo("hangari: no program ls: install it\n");
    }

    @Test
    void saysThatTheSupervisorHasGone() {
        desk.supervisor.script.say(Frame.text(Frame.Kind.STDOUT, "half"));
        desk.supervisor.script.end();
        assertThat(desk.run("run", "--name", "web", "--rootfs", "/base", "sh")).isEqualTo(125);
        assertThat(desk.said()).isEqualTo("half");
        assertThat(desk.complaint())
                .isEqualTo("hangari: lost the container web (its supervisor has gone): see hangari ps -a\n");
    }

    @Test
    void aTerminalIsNeededForOne() {
        assertThat(desk.run("run", "-it", "--rootfs", "/base", "sh")).isEqualTo(1);
        assertThat(desk.complaint())
                .isEqualTo("hangari: the input device is not a TTY: leave out -t, or call it from a terminal\n");
        assertThat(desk.supervisor.created).isEmpty();
        desk.supervisor.script.say(Frame.exit(0));
        assertThat(desk.run("run", "-t", "--rootfs", "/base", "sh")).isZero();
    }

    @Test
    void endsQuietlyWhenNobodyReadsAnyMore() {
        desk.outTo = new OutputStream() {
            @Override
            public void write(int data) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        desk.supervisor.script.say(Frame.text(Frame.Kind.STDOUT, "y\n"));
        assertThat(desk.run("run", "--rootfs", "/base", "yes")).isEqualTo(141);
        assertThat(desk.complaint()).isEmpty();
    }

    @Test
    void switchesMayHaveValues() {
        desk.supervisor.script.say(Frame.exit(0));
        assertThat(desk.run("run", "--sig-proxy=false", "--rootfs", "/base", "sh"))
                .isZero();
        desk.run("create", "--rm=true", "--init=false", "--rootfs", "/base", "sh");
        assertThat(config().host().autoRemove()).isTrue();
        assertThat(config().host().init()).isFalse();
    }
}
