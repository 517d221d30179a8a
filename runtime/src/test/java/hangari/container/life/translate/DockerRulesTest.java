package hangari.container.life.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.Container;
import hangari.container.ContainerSpec;
import hangari.container.ProcessSpec;
import hangari.container.Profile;
import hangari.container.RootFs;
import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.image.RootPlanner;
import hangari.image.build.SettingChanges;
import hangari.image.oci.ImageConfig;
import hangari.image.oci.Platform;
import hangari.image.oci.Settings;
import hangari.linux.Capability;
import hangari.linux.Credentials;
import hangari.peer.Dockerd;
import hangari.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same words, said to a real dockerd and to us: what a program finds, and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerRulesTest {
    private static final String SHOW = """
        #!/bin/sh
        for word in "$0" "$@"; do echo "<$word>"; done
        env | grep -v '^_=\\|^PWD=\\|^OLDPWD=\\|^SHLVL=' | sort
        id
        pwd
        grep 'Cap[A-Z]' /proc/self/status
        ulimit -n
        ulimit -Hn
        cat /proc/self/oom_score_adj
        ls -ldn /data /tmp
        ls -ldn /scratch 2>/dev/null
        ls -lnR /data
        # Permissions are seen above: runc sets them after mounting, so its option is not the same.
        for place in /data /scratch /tmp; do
            grep " $place " /proc/mounts | cut -d ' ' -f 2,4 | grep -o '^/[a-z]* \\|r[ow],\\|no[a-z]*\\|size=[0-9a-z]*'
        done
        true
        """;
    private static final List<String> PROGRAMS =
            List.of("sh", "cat", "ls", "id", "pwd", "env", "grep", "sort", "cut", "true");

    @TempDir
    static Path folder;

    private final Map<List<String>, String> imported = new HashMap<>();
    private Dockerd dockerd;

    @BeforeAll
    void both() throws Exception {
        assumeTrue(Credentials.canAdministrate(), "needs root");
        Path base = folder.resolve("base");
        RootPlanner.host().plan(PROGRAMS).createAt(base);
        Files.createDirectories(base.resolve("etc"));
        Files.createDirectories(base.resolve("data/sub"));
        Files.createDirectories(base.resolve("tmp"));
        Files.setAttribute(base.resolve("tmp"), "unix:mode", 01777);
        Files.writeString(base.resolve("data/file"), "content");
        Files.setAttribute(base.resolve("data/file"), "unix:mode", 04750);
        Files.setAttribute(base.resolve("data/file"), "unix:gid", 4);
        Files.setAttribute(base.resolve("data/sub"), "unix:uid", 33);
        Files.setAttribute(base.resolve("data"), "unix:mode", 02775);
        Files.createSymbolicLink(base.resolve("data/link"), Path.of("file"));
        Files.writeString(
                base.resolve("etc/passwd"),
                "root:x:0:0::/root:/bin/sh\nwww:x:33:33::/var/www:/bin/sh\nodd:x:5:6::/odd:\n");
        Files.writeString(base.resolve("etc/group"), "root:x:0:root\nadm:x:4:www,root\nwww:x:33:\nodd:x:6:www\n");
        Files.writeString(base.resolve("show"), SHOW);
        assertThat(base.resolve("show").toFile().setExecutable(true, false)).isTrue();
        Peer.run("tar", "-C", base.toString(), "-cf", folder.resolve("base.tar").toString(), ".");
        dockerd = Dockerd.in(Files.createDirectory(folder.resolve("d")));
    }

    @AfterAll
    void end() throws IOException {
        if (dockerd != null) {
            dockerd.close();
        }
    }

    /** One question to both. */
    private record Question(List<String> changes, List<String> flags, List<String> command) {
        static Question of(String changes, String flags, String command) {
            return new Question(
                    changes.isEmpty() ? List.of() : List.of(changes.split("; ")),
                    DockerWords.words(flags),
                    DockerWords.words(command));
        }

        Optional<ImageConfig> image() {
            return Optional.of(
                    ImageConfig.of(Platform.host(), SettingChanges.apply(Settings.NONE, changes), List.of()));
        }

        ContainerDraft draft() {
            return DockerWords.draft(flags, command);
        }
    }

    private String image(Question question) throws Exception {
        String known = imported.get(question.changes());
        if (known != null) {
            return known;
        }
        String name = "image:" + imported.size();
        List<String> words = new ArrayList<>(List.of("import"));
        question.changes().forEach(change -> words.addAll(List.of("--change", change)));
        words.addAll(List.of(folder.resolve("base.tar").toString(), name));
        dockerd.docker(words.toArray(String[]::new));
        imported.put(question.changes(), name);
        return name;
    }

    private String theirs(String verb, Question question) throws Exception {
        List<String> words = new ArrayList<>(List.of(verb));
        if (verb.equals("run")) {
            words.add("--rm");
        }
        if (!question.flags().contains("-p") && !question.flags().contains("--network")) {
            words.addAll(List.of("--network", "none"));
        }
        words.addAll(question.flags());
        words.add(image(question));
        words.addAll(question.command());
        return dockerd.docker(words.toArray(String[]::new));
    }

    private String ours(Question question) throws IOException {
        Path own = Files.createTempDirectory(folder, "own");
        for (String name : new String[] {"upper", "work", "merged", "v"}) {
            Files.createDirectory(own.resolve(name));
        }
        RootFs root = new RootFs.Overlay(
                List.of(folder.resolve("base")), own.resolve("upper"), own.resolve("work"), own.resolve("merged"));
        Resolved resolved = Translator.resolve(question.draft().config(), question.image());
        Map<String, Path> volumes = new HashMap<>();
        for (Volume volume : resolved.mounts().volumes()) {
            volumes.put(volume.key(), Files.createDirectory(own.resolve("v/" + volumes.size())));
        }
        CopyUp.fill(resolved.mounts(), root, volumes);
        ContainerSpec spec = resolved.spec(new Placement("feed".repeat(16), "web", root, Map.of(), volumes, Map.of()));
        ProcessSpec process = spec.process();
        spec = spec.withProcess(new ProcessSpec(
                process.argv(),
                process.env(),
                process.cwd(),
                process.user(),
                process.rlimits(),
                process.oomScoreAdj(),
                false));
        try (Container container = Container.observed(spec)) {
            var unused = container.await();
            if (container.refusal().isPresent()) {
                throw new AssertionError(container.refusal().get().line() + "\n" + container.syscalls());
            }
            return container.stdout() + container.stderr();
        }
    }

    private static String told(String output) {
        return output.replace("\r", "")
                .replaceAll("HOSTNAME=[0-9a-f]{12}\n", "HOSTNAME=ID\n")
                .replaceAll("[A-Z][a-z]{2} +[0-9]+ [0-9:]+", "DATE")
                .replaceAll("total [0-9]+", "total")
                // A volume of ours can hold no device, whoever put it there.
                .replaceAll("(?s)(/data \nr[ow],\n)nodev\n", "$1");
    }

    private static final List<Question> RUN = List.of(
            Question.of("CMD [\"/show\", \"c\"]", "-h web", ""),
            Question.of("ENTRYPOINT [\"/show\", \"e\"]; CMD [\"c\"]", "", ""),
            Question.of("ENTRYPOINT [\"/show\", \"e\"]; CMD [\"c\"]", "", "x"),
            Question.of("ENTRYPOINT [\"/show\", \"e\"]; CMD [\"c\"]", "--entrypoint /show", ""),
            Question.of("ENTRYPOINT [\"/show\", \"e\"]; CMD [\"c\"]", "--entrypoint ''", "/show y"),
            Question.of("ENTRYPOINT /show e; CMD [\"c\"]", "", ""),
            Question.of(
                    "CMD [\"/show\"]; ENV A=1 B=1 PATH=/usr/bin:/bin:/opt; ENV C=1",
                    "-e A=2 -e A=3 -e B= -e D=a=b -e HOME=/x -e HOSTNAME=mine",
                    ""),
            Question.of("CMD [\"/show\"]; USER www; WORKDIR /srv/app", "-t -e HOME=", ""),
            Question.of("CMD [\"/show\"]; USER www; WORKDIR /srv/app", "-u 7:8 -w /new/../other/", ""),
            Question.of("CMD [\"/show\"]", "-u www:adm", ""),
            Question.of("CMD [\"/show\"]", "-u 33 --cap-add NET_RAW", ""),
            Question.of("CMD [\"/show\"]", "-u 12345", ""),
            Question.of("CMD [\"/show\"]", "-u :adm", ""),
            Question.of("CMD [\"/show\"]", "-u odd", ""),
            Question.of("CMD [\"/show\"]", "--cap-drop ALL --cap-add chown --cap-add CAP_KILL", ""),
            Question.of("CMD [\"/show\"]", "--cap-add CHOWN --cap-drop CHOWN --cap-drop MKNOD", ""),
            Question.of("CMD [\"/show\"]", "--ulimit nofile=64:128 --oom-score-adj 500", ""),
            Question.of("CMD [\"/show\"]", "-v one:/data", ""),
            Question.of("CMD [\"/show\"]; VOLUME /data", "", ""),
            Question.of("CMD [\"/show\"]; VOLUME /data", "-v two:/data:nocopy,ro", ""),
            Question.of("CMD [\"/show\"]; VOLUME /data", "--tmpfs /data", ""),
            Question.of("CMD [\"/show\"]", "--tmpfs /scratch --tmpfs /tmp:size=1m,exec", ""),
            Question.of("CMD [\"/show\"]", "--tmpfs /scratch:ro,mode=750,suid,noatime", ""),
            Question.of("CMD [\"/show\"]", "--read-only -w /new/dir", ""));

    /** A dockerd that has not all capabilities itself cannot give them, and starts nothing. */
    private static final List<Question> WITH_ALL_CAPABILITIES = List.of(
            Question.of("CMD [\"/show\"]", "--cap-add ALL --cap-drop CHOWN", ""),
            Question.of("CMD [\"/show\"]", "--cap-add ALL --cap-drop ALL", ""));

    private static List<Question> questions() {
        List<Question> questions = new ArrayList<>(RUN);
        if (Profile.privileged().capabilities().size() == Capability.values().length) {
            questions.addAll(WITH_ALL_CAPABILITIES);
        }
        return questions;
    }

    @Test
    void aProgramFindsTheSame() throws Exception {
        List<String> differences = new ArrayList<>();
        for (Question question : questions()) {
            String theirs = told(theirs("run", question));
            String ours;
            try {
                ours = told(ours(question));
            } catch (AssertionError | RuntimeException e) {
                ours = String.valueOf(e.getMessage());
            }
            if (!theirs.equals(ours)) {
                differences.add(question + "\n--- theirs\n" + theirs + "--- ours\n" + ours);
            }
        }
        assertThat(differences).as(String.join("\n", differences)).isEmpty();
    }

    private static final List<Question> CREATE = List.of(
            Question.of("", "", ""),
            Question.of("ENTRYPOINT [\"/show\", \"e\"]; CMD [\"c\"]", "--entrypoint ''", ""),
            flags("-w srv"),
            flags("-e =1"),
            flags("-v data:/data"),
            flags("-v /data"),
            flags("-v /srv:/"),
            flags("-v -x:/data"),
            flags("-v /srv:/data:ro,rw"),
            flags("-v /srv:/data:rx"),
            flags("-v /srv:/data:nocopy"),
            flags("-v vol:/data:nocopy"),
            flags("-v vol:/data:rshared"),
            flags("-v /srv:/data:rslave,ro,z"),
            flags("-v /srv:/data:ro:rw"),
            flags("-v /srv:/data -v vol:/data"),
            flags("-v /srv:/data --tmpfs /data"),
            flags("-v /data -v /srv:/data"),
            flags("-v a/b:/data"),
            flags("-v :/data"),
            flags("--tmpfs data"),
            flags("--tmpfs /"),
            flags("-m 5m"),
            flags("-m 64m --memory-swap 32m"),
            flags("--memory-swap 64m"),
            flags("-m 64m --memory-swap -1"),
            flags("-m 1x"),
            flags("--cpus -1"),
            flags("--pids-limit -1"),
            flags("--cap-add NET_DAMIN"),
            flags("--cap-drop cap_chown"),
            flags("--security-opt no-new-privileges=maybe"),
            flags("--security-opt no-new-privileges:true"),
            flags("--security-opt seccomp=unconfined"),
            flags("--security-opt nonsense=1"),
            flags("--ulimit nofile=3:2"),
            flags("--ulimit files=3"),
            flags("--ulimit nofile"),
            flags("--sysctl net.ipv4.ip_forward=1"),
            flags("--sysctl kernel.hostname=1"),
            flags("--sysctl kernel.shmmax=100"),
            flags("--pid guest"),
            flags("--uts guest"),
            flags("--uts host -h web"),
            flags("--network container:nobody -h web"),
            flags("--oom-score-adj 1001"),
            flags("--stop-signal SIGNOW"),
            flags("--stop-signal 15"),
            flags("-p http"),
            flags("-p 80"),
            flags("-p 1-3:1-2"),
            flags("-p 70000:80"));

    /** What docker creates, and then cannot start, or changes in silence: of this the one who asks is told at once. */
    private static final List<Question> STRICTER = List.of(
            flags("-v data"),
            flags("-v /"),
            flags("-v x:/data"),
            flags("-v /srv:/proc/x"),
            flags("--cpu-shares 1"),
            flags("--blkio-weight 5"),
            flags("--sysctl net.ipv4.ip_forward=1 --network host"),
            flags("--sysctl kernel.shmmax=100 --ipc host"));

    private static Question flags(String flags) {
        return Question.of("CMD [\"/show\"]", flags, "");
    }

    @Test
    void theSameIsRefused() throws Exception {
        List<String> differences = new ArrayList<>();
        for (Question question : CREATE) {
            String theirs = refusal(() -> {
                var unused = theirs("create", question);
            });
            String ours = refusal(() -> Translator.resolve(question.draft().config(), question.image()));
            if (theirs.isEmpty() != ours.isEmpty()) {
                differences.add(
                        question.changes() + " " + question.flags() + "\n  theirs: " + theirs + "\n  ours: " + ours);
            }
        }
        assertThat(differences).as(String.join("\n", differences)).isEmpty();
    }

    @Test
    void someThingsAreRefusedThatDockerCreates() throws Exception {
        for (Question question : STRICTER) {
            var unused = theirs("create", question);
            assertThat(refusal(() -> Translator.resolve(question.draft().config(), question.image())))
                    .as("%s", question.flags())
                    .isNotEmpty();
        }
    }

    private interface Asking {
        void ask() throws Exception;
    }

    private static String refusal(Asking asking) throws Exception {
        try {
            asking.ask();
            return "";
        } catch (AssertionError | LifeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
