package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.container.users.Portion;
import hangari.container.users.UserMap;
import hangari.linux.Capability;
import hangari.linux.MountAttribute;
import hangari.linux.proc.IdMap;
import hangari.peer.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A container that root runs, and whose users are none of the host's. */
@Timeout(60)
class ShiftedUsersTest {
    private static final int BASE = 1_000_000;
    private static final IdMap IDS = IdMap.parse("0 " + BASE + " 65536");
    private static final UserMap USERS = new UserMap(IDS, IDS);

    @TempDir
    static Path folder;

    private static ImageRoot image;

    @BeforeAll
    static void anImage() throws IOException {
        Rights.assumeRoot();
        image = ImageRoot.in(folder, "chown", "hostname");
        Path theirs = Files.writeString(image.image().resolve("theirs"), "of 33\n");
        Files.setAttribute(theirs, "unix:uid", 33);
        Files.setAttribute(theirs, "unix:gid", 44);
    }

    private static RootFs.Overlay own() throws IOException {
        RootFs.Overlay root = (RootFs.Overlay) image.fresh();
        Path own = root.upper().resolveSibling(".").normalize();
        for (Path path : List.of(root.upper(), root.work(), own)) {
            Portion.give(path, USERS, 0, 0);
        }
        return root;
    }

    private static ContainerSpec sh(RootFs root, String script) {
        ContainerSpec spec = ContainerSpec.docker(root, "sh", "-c", script);
        return spec.withIsolation(spec.isolation().withUsers(USERS));
    }

    private static String inside(String script) throws IOException {
        return ImageRoot.output(sh(own(), script));
    }

    private static List<Object> owner(Path file) throws IOException {
        return List.of(
                Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS),
                Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void itsRootIsNobodyOnTheHost() throws IOException {
        try (Container container = Container.observed(sh(own(), "id"))) {
            container.await();
            Observation seen = container.observation().orElseThrow();

            assertThat(container.stdout()).isEqualTo("uid=0(root) gid=0(root) groups=0(root)\n");
            assertThat(seen.uidMap()).isEqualTo(IDS);
            assertThat(seen.gidMap()).isEqualTo(IDS);
        }
    }

    @Test
    void theFilesOfTheImageBelongToItsUsersAndAreNotChanged() throws IOException {
        RootFs.Overlay root = own();

        assertThat(ImageRoot.output(sh(
                        root,
                        "stat -c '%u:%g' / /bin/sh /theirs /dev /dev/shm /proc/self/; echo more >>/theirs;"
                                + " touch /made; chown 65535:7 /made; stat -c '%u:%g' /theirs /made")))
                .isEqualTo("0:0\n0:0\n33:44\n0:0\n0:0\n0:0\n33:44\n65535:7\n");
        assertThat(owner(image.image().resolve("theirs"))).containsExactly(33, 44);
        assertThat(owner(root.upper().resolve("theirs"))).containsExactly(BASE + 33, BASE + 44);
        assertThat(owner(root.upper().resolve("made"))).containsExactly(BASE + 65535, BASE + 7);
    }

    @Test
    void theProfileIsTheSame() throws IOException {
        assertThat(inside("grep -E '^(Cap|NoNew|Seccomp:)' /proc/self/status; ls /proc/self/fd; hostname"))
                .isEqualTo("""
            CapInh:\t0000000000000000
            CapPrm:\t00000000a80425fb
            CapEff:\t00000000a80425fb
            CapBnd:\t00000000a80425fb
            CapAmb:\t0000000000000000
            NoNewPrivs:\t1
            Seccomp:\t2
            0
            1
            2
            3
            """ + Files.readString(Path.of("/proc/sys/kernel/hostname")));
        assertThat(inside("ls /sys/class/net; echo x >/proc/sys/kernel/core_pattern; umount /proc/keys; cat"
                        + " /proc/sysrq-trigger 2>&1; echo a >/dev/null && head -c 1 /dev/zero | od -An -tx1; true"))
                .startsWith("lo\n")
                .contains("Read-only file system");
    }

    @Test
    void aFileThatRunsAsItsRootIsNotTheHostsRoots() throws IOException {
        RootFs.Overlay root = own();

        assertThat(ImageRoot.output(sh(root, "dd if=/bin/sh of=/sh 2>/dev/null; chmod 4755 /sh; stat -c %u:%a /sh")))
                .isEqualTo("0:4755\n");
        assertThat(owner(root.upper().resolve("sh"))).containsExactly(BASE, BASE);
    }

    @Test
    void aDirectoryOfTheHostStaysTheHosts() throws IOException {
        Path shut = Files.createTempDirectory(folder, "shut");
        Path shared = Files.createDirectory(shut.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(shared.resolve("open"), "to all\n");
        Path secret = Files.writeString(shared.resolve("secret"), "of root\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path given = Files.createDirectory(shared.resolve("given"));
        Portion.give(given, USERS, 0, 0);

        ContainerSpec spec = sh(
                        own(),
                        "cd /mnt; stat -c %u open; cat open; cat secret; touch here; touch given/here /ro/given/there")
                .withMount(new ExtraMount.Bind(shared, "/mnt"))
                .withMount(new ExtraMount.Bind(
                        shared, "/ro", Set.of(MountAttribute.RDONLY), ExtraMount.Propagation.PRIVATE));
        assertThat(ImageRoot.output(spec))
                .startsWith("65534\nto all\n")
                .contains("secret: Permission denied", "here': Permission denied", "Read-only file system")
                .doesNotContain("of root");
        assertThat(owner(given.resolve("here"))).containsExactly(BASE, BASE);
        assertThat(shared.resolve("here")).doesNotExist();
    }

    @Test
    void itRunsAsOneOfItsUsers() throws IOException {
        ContainerSpec spec = sh(own(), "id -u; id -G; grep -E '^(Uid|Groups)' /proc/self/status; cat /theirs");

        assertThat(ImageRoot.output(spec.withUser(new Identity(33, 44, List.of(7L)))))
                .startsWith("33\n44 7\n")
                .contains("Uid:\t33\t33\t33\t33\n", "of 33\n");
    }

    @Test
    void aFurtherProcessIsOneOfItsUsersToo() throws IOException {
        try (Container container = Container.observed(sh(own(), "sleep 1000"))) {
            assertThat(container.refusal()).isEmpty();
            Profile profile = Profile.docker();
            ProcessSpec who = ProcessSpec.of(List.of("sh", "-c", "id -u; stat -c %u /bin/sh; cat /proc/self/uid_map"));

            assertThat(ExecTest.exec(container, who, profile))
                    .startsWith("0\n0\n")
                    .contains(" 1000000 ", " 65536");
            assertThat(ExecTest.exec(container, who.withUser(new Identity(33, 33, List.of())), profile))
                    .startsWith("33\n0\n");
        }
    }

    @Test
    void noFurtherUserNamespaceIsMadeButByWhoMay() throws IOException {
        ContainerSpec spec = sh(own(), "unshare -Ur cat /proc/self/uid_map || echo no");
        assertThat(ImageRoot.output(spec)).startsWith("no\nunshare: unshare failed: Operation not permitted");

        ContainerSpec trusted = spec.withProfile(
                Profile.docker().withCapabilities(Set.of(Capability.SYS_ADMIN)).withSeccomp(new Seccomp.Unconfined()));
        assertThat(ImageRoot.output(trusted).strip()).matches("0 +0 +1");
    }

    @Test
    void rootsPowerInThereIsOverItsOwnOnly() throws IOException {
        ContainerSpec spec = sh(
                        own(),
                        "dd if=/dev/zero of=/proc/sys/vm/drop_caches count=1; mknod /disk b 8 0; chown 0 /proc/sys/vm;"
                                + " echo -1000 >/proc/self/oom_score_adj; true")
                .withProfile(Profile.privileged());
        assertThat(ImageRoot.output(spec))
                .contains("Operation not permitted", "Permission denied")
                .doesNotContain("records out");
    }

    @Test
    void howReadilyItIsEndedIsSaidBeforeItHasItsUsers() throws IOException {
        ContainerSpec spec = sh(own(), "cat /proc/self/oom_score_adj");

        assertThat(ImageRoot.output(spec.withProcess(spec.process().withOomScoreAdj(500))))
                .isEqualTo("500\n");
    }
}
