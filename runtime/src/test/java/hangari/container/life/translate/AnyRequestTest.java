package hangari.container.life.translate;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.Planner;
import hangari.container.RootFs;
import hangari.container.UserDatabase;
import hangari.container.life.ContainerConfig;
import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.container.life.LifeJson;
import hangari.image.oci.ImageConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is asked, and whatever an image says: it is refused in one line, or it can be started as it is. */
class AnyRequestTest {
    private static final int REQUESTS = 800;
    private static final UserDatabase USERS =
            UserDatabase.of("root:x:0:0::/root:/bin/sh\nwww:x:33:33::/var/www:/bin/sh\n", "www:x:33:\n");
    /** What is right somewhere and wrong elsewhere. */
    private static final List<String> WORDS = List.of(
            "",
            "sh",
            "a b",
            "\0",
            "\n",
            "\u202e",
            "한글",
            "=",
            "A=1",
            "A",
            "=x",
            "www",
            "0",
            "7:8",
            "a:b:c",
            "-1",
            "/",
            "/data",
            "/data/",
            "/data/..",
            "data",
            "../x",
            "/proc/self",
            "/sys",
            "/dev",
            "/dev/shm",
            "/dev/x/y",
            "/srv:/data",
            "/srv:/data:ro",
            "vol:/data",
            "vol:/lib:nocopy",
            "/srv:/:ro",
            ":",
            "::",
            "/run:size=1m",
            "/run:size=x",
            "64m",
            "1x",
            "999999999999999999999g",
            "ALL",
            "chown",
            "CAP_SYS_ADMIN",
            "nofile=3:2",
            "nofile=64",
            "nproc=-1",
            "host",
            "private",
            "container:web",
            "none",
            "bridge",
            "back net",
            "8080:80",
            "1-65535:1-65535",
            "53/udp",
            "SIGTERM",
            "15",
            "99",
            "no-new-privileges",
            "seccomp=unconfined",
            "seccomp={}",
            "seccomp=/dev/zero",
            "apparmor=x",
            "db:10.0.0.5",
            "db=[fd00::1]",
            "db:host-gateway",
            "9.9.9.9",
            "ndots:2",
            "example.com",
            ".",
            "/dev/null",
            "/dev/zero:/dev/nil:rwm",
            "/dev/null:r",
            "x".repeat(300),
            "/" + "y".repeat(5000),
            "/" + "z/".repeat(300));

    private final long seed = Long.getLong("seed", 20261125L);
    private final Random random = new Random(seed);

    private String word() {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return random.nextInt(20) == 0 ? word + WORDS.get(random.nextInt(WORDS.size())) : word;
    }

    private boolean sometimes() {
        return random.nextInt(12) == 0;
    }

    private ContainerConfig request() {
        ContainerDraft draft = ContainerDraft.of("base");
        draft.command(random.nextBoolean() ? new String[] {"sh"} : new String[] {word(), word()});
        Map<String, Runnable> wishes = new HashMap<>();
        wishes.put("entrypoint", () -> draft.entrypoint(List.of(word())));
        wishes.put("env", () -> draft.env(word()));
        wishes.put("user", () -> draft.user(word()));
        wishes.put("workdir", () -> draft.workdir(word()));
        wishes.put("hostname", () -> draft.hostname(word()));
        wishes.put("volume", () -> draft.volume(word()).volume(word()));
        wishes.put("tmpfs", () -> draft.tmpfs(word()));
        wishes.put("network", () -> draft.network(word()));
        wishes.put("alias", () -> draft.alias(word()));
        wishes.put("port", () -> draft.publish(word()));
        wishes.put("memory", () -> draft.memory(word()).memorySwap(word()));
        wishes.put("cpus", () -> draft.cpus(random.nextGaussian()).cpuShares(random.nextInt()));
        wishes.put("pids", () -> draft.pids(random.nextLong()).blkioWeight(random.nextInt(2000)));
        wishes.put("capabilities", () -> draft.capAdd(word()).capDrop(word()));
        wishes.put("security", () -> draft.securityOpt(word()));
        wishes.put("ulimit", () -> draft.ulimit(word()));
        wishes.put("sysctl", () -> draft.sysctl("net." + word(), word()));
        wishes.put(
                "modes",
                () -> draft.pidMode(word()).ipcMode(word()).utsMode(word()).usernsMode(word()));
        wishes.put("oom", () -> draft.oomScoreAdj(random.nextInt(3000) - 1500));
        wishes.put("stop", () -> draft.stopSignal(word()).stopTimeout(random.nextInt(20) - 2));
        wishes.put("hosts", () -> draft.addHost(word()));
        wishes.put("dns", () -> draft.dns(word()).dnsSearch(word()).dnsOption(word()));
        wishes.put("shm", () -> draft.shmSize(word()));
        wishes.put("group", () -> draft.groupAdd(word()));
        wishes.put("device", () -> draft.device(word()));
        wishes.put("privileged", () -> draft.privileged(true));
        wishes.put("read-only", () -> draft.readOnly(true));
        new java.util.TreeMap<>(wishes).values().forEach(wish -> {
            if (sometimes()) {
                wish.run();
            }
        });
        return draft.config();
    }

    private Optional<ImageConfig> image() {
        Map<String, Object> config = new HashMap<>();
        if (sometimes()) {
            config.put("User", word());
            config.put("WorkingDir", word());
            config.put("StopSignal", word());
        }
        if (sometimes()) {
            config.put("Env", List.of(word(), word()));
            config.put("Volumes", Map.of(word(), Map.of()));
            config.put("Entrypoint", List.of(word()));
        }
        return Images.of(LifeJson.write(config));
    }

    @Test
    void isRefusedInOneLineOrCanBeStarted() {
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < REQUESTS; i++) {
            ContainerConfig request = request();
            Optional<ImageConfig> image = image();
            try {
                started(Translator.resolve(request, image));
                sameAgain(request, image);
                accepted++;
            } catch (LifeException e) {
                assertThat(e.kind()).isEqualTo(LifeException.Kind.BAD_REQUEST);
                assertThat(e.getMessage())
                        .as("seed %s, request %s: %s", seed, i, request)
                        .matches("[^\\p{Cntrl}\\p{Cf}]{1,700}");
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", request " + i + ": " + request + " " + image, e);
            }
        }
        assertThat(accepted).isGreaterThan(REQUESTS / 10);
        assertThat(refused).isGreaterThan(REQUESTS / 10);
    }

    /** What came of a request can be planned, down to the last system call. */
    private static void started(Resolved resolved) {
        assertThat(resolved.program().argv()).isNotEmpty();
        assertThat(resolved.program().workdir()).startsWith("/");
        Map<String, Path> volumes = new HashMap<>();
        resolved.mounts().volumes().forEach(volume -> volumes.put(volume.key(), Path.of("/nowhere")));
        var root = new RootFs.Pivot(Path.of("/nowhere"));
        var spec = resolved.spec(new Placement("feed".repeat(16), "web", root, Map.of(), volumes, Map.of()), USERS);
        List<String> targets = new ArrayList<>();
        spec.view().mounts().forEach(mount -> targets.add(mount.target()));
        Set<String> places = new HashSet<>(targets);
        assertThat(places).hasSameSizeAs(targets).allSatisfy(target -> {
            assertThat(Path.of(target).normalize()).hasToString(target).isAbsolute();
            assertThat(target).doesNotMatch("/|/dev|/(proc|sys)(/.*)?");
        });
        assertThat(Planner.plan(spec).steps()).isNotEmpty();
        if (resolved.sharing().joined().isEmpty()) {
            assertThat(resolved.wish("feed".repeat(16), "web", Map.of()).id()).isNotEmpty();
        }
    }

    /** A request that was written down asks for the same. */
    private static void sameAgain(ContainerConfig request, Optional<ImageConfig> image) {
        var read = LifeJson.read(LifeJson.write(request), ContainerConfig.class, "request");
        assertThat(read).isEqualTo(request);
        assertThat(Translator.resolve(read, image).program())
                .isEqualTo(Translator.resolve(request, image).program());
    }
}
