package hangari.container.life.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.RootFs;
import hangari.container.life.ContainerDraft;
import hangari.image.RootPlanner;
import hangari.image.oci.ImageConfig;
import hangari.linux.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container that was asked for in docker's words finds, when it runs. */
class StartedTest {
    private static final List<String> PROGRAMS =
            List.of("sh", "cat", "ls", "id", "pwd", "env", "grep", "touch", "stat", "hostname", "head", "tr", "chmod");

    @TempDir
    static Path folder;

    private final String id = "feed".repeat(16);
    private Path own = Path.of("/");

    @BeforeAll
    static void image() throws IOException {
        RootPlanner.host().plan(PROGRAMS).createAt(folder.resolve("base"));
        Files.createDirectories(folder.resolve("base/etc"));
        Files.writeString(
                folder.resolve("base/etc/passwd"), "root:x:0:0::/root:/bin/sh\nwww:x:33:33::/var/www:/bin/sh\n");
        Files.writeString(folder.resolve("base/etc/group"), "root:x:0:\nadm:x:4:www\nwww:x:33:\n");
    }

    @BeforeEach
    void directories() throws IOException {
        assumeTrue(Credentials.canAdministrate(), "needs root");
        own = Files.createTempDirectory(folder, "own");
        for (String name : new String[] {"upper", "work", "merged"}) {
            Files.createDirectory(own.resolve(name));
        }
        Files.writeString(own.resolve("hosts"), "127.0.0.1 localhost\n");
    }

    private String output(Optional<ImageConfig> image, UnaryOperator<ContainerDraft> wishes, String script) {
        return output(image, wishes, script, Map.of());
    }

    private String output(
            Optional<ImageConfig> image,
            UnaryOperator<ContainerDraft> wishes,
            String script,
            Map<String, Path> volumes) {
        var draft = wishes.apply(ContainerDraft.of("base").network("none").command("sh", "-c", script));
        RootFs root = new RootFs.Overlay(
                List.of(folder.resolve("base")), own.resolve("upper"), own.resolve("work"), own.resolve("merged"));
        var placement = new Placement(id, "web", root, Map.of("/etc/hosts", own.resolve("hosts")), volumes, Map.of());
        ContainerSpec spec = Translator.resolve(draft.config(), image).spec(placement);
        try (Container container = Container.observed(spec)) {
            var ending = container.await();
            if (container.refusal().isPresent()) {
                throw new AssertionError(container.refusal().get().line() + "\n" + container.syscalls());
            }
            return container.stdout()
                    + container.stderr()
                    + (ending.orElseThrow().status() == 0 ? "" : ending.get());
        }
    }

    @Test
    void itIsWhoAndWhereItsImageSays() {
        var image = Images.of("{\"User\":\"www\",\"WorkingDir\":\"/srv/app\",\"Env\":[\"A=1\"]}");

        assertThat(output(
                        image,
                        draft -> draft.env("B=2"),
                        "id; pwd; echo $A $B $HOME $HOSTNAME; hostname; cat /etc/hosts"))
                .isEqualTo("""
                    uid=33(www) gid=33(www) groups=33(www),4(adm)
                    /srv/app
                    1 2 /var/www feedfeedfeed
                    feedfeedfeed
                    127.0.0.1 localhost
                    """);
    }

    @Test
    void itFindsItsVolumes() throws IOException {
        Path shared = Files.createDirectory(own.resolve("shared"));
        Files.writeString(shared.resolve("greeting"), "hello\n");
        Path data = Files.createDirectory(own.resolve("data"));

        String output = output(
                Images.of("{\"Volumes\":{\"/data\":{}}}"),
                draft -> draft.volume(shared + ":/mnt/shared:ro").tmpfs("/scratch:size=1m"),
                "cat /mnt/shared/greeting; touch /mnt/shared/x; touch /data/made /scratch/made;"
                        + " grep -c ' /scratch tmpfs rw,nosuid,nodev,noexec,.*size=1024k' /proc/mounts",
                Map.of("/data", data));

        assertThat(output.lines().toList())
                .containsSequence("hello", "1")
                .anyMatch(line -> line.contains("/mnt/shared/x") && line.contains("Read-only file system"));
        assertThat(data.resolve("made")).exists();
    }

    @Test
    void itIsConfinedAsFarAsWasAsked() {
        assertThat(output(
                        Images.none(),
                        draft -> draft.capDrop("ALL")
                                .capAdd("chown")
                                .readOnly(true)
                                .ulimit("nofile=64:128")
                                .memory("64m")
                                .oomScoreAdj(500)
                                .hostname("web.example"),
                        "grep CapEff /proc/self/status; ulimit -n; ulimit -Hn; cat /proc/self/oom_score_adj; hostname;"
                                + " touch /x 2>/dev/null || echo read-only"))
                .isEqualTo("CapEff:\t0000000000000001\n64\n128\n500\nweb.example\nread-only\n");
    }

    @Test
    void itHasWhatIsAddedToIt() {
        assertThat(output(
                        Images.none(),
                        draft -> draft.shmSize("1m")
                                .device("/dev/zero:/dev/naught")
                                .groupAdd("adm"),
                        "grep -c ' /dev/shm tmpfs rw,nosuid,nodev,noexec,.*size=1024k' /proc/mounts; head -c 2"
                                + " /dev/naught | cat -A; id -G; chmod 700 /dev/naught 2>/dev/null || echo kept"))
                .isEqualTo("1\n^@^@0 4\nkept\n");
    }

    @Test
    void anInitGoesBeforeItsProgram() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/tini-static"))
                        || Files.isExecutable(Path.of("/usr/bin/docker-init")),
                "no small init is installed: apt-get install tini");

        assertThat(output(
                        Images.none(), draft -> draft.init(true), "cat /proc/1/cmdline | tr '\\0' ' '; echo; echo $$"))
                .isEqualTo("/sbin/docker-init -- sh -c cat /proc/1/cmdline | tr '\\0' ' '; echo; echo $$ \n"
                        + "7\n".replace("7", "2"));
    }
}
