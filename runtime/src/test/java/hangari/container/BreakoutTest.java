package hangari.container;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.Ending;
import hangari.linux.Errno;
import hangari.linux.Namespace;
import hangari.linux.Pipe;
import hangari.linux.Pty;
import hangari.linux.Refusal;
import hangari.linux.Signal;
import hangari.peer.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways out of a container, each tried from inside: perl is there to make any system call. */
class BreakoutTest {
    @TempDir
    static Path folder;

    private static ImageRoot image;

    @BeforeAll
    static void anImage() throws IOException {
        image = ImageRoot.withPerl(folder);
    }

    private static String tried(String... script) throws IOException {
        return ImageRoot.output(image.perl(script));
    }

    /** An image with something of its own at this place. */
    private static ImageRoot hostile(String name, String target) throws IOException {
        ImageRoot hostile = image.with(Files.createTempDirectory(folder, "hostile"));
        Path link = hostile.image().resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
        return hostile;
    }

    @Test
    void chrootAndClimbingUpEndsAtItsOwnRoot() throws IOException {
        assertThat(tried(
                        "mkdir '/sub'; chroot('/sub') or die $!;",
                        "chdir('..') for 1..100; chroot('.') or die $!;",
                        "print -e '" + folder + "' ? 'out' : 'in', -e '/proc/self' ? ' own' : ' lost';"))
                .isEqualTo("in own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/self/fd/7", "/proc/self/fd/0", "/proc/1/cwd", "/proc/self/root/tmp"})
    void aWorkingDirectoryThatLeadsThroughADescriptorIsRefused(String path) throws IOException {
        ContainerSpec spec = image.perl("print 'ran'").withCwd(path);

        assertThat(ImageRoot.refusal(spec).call()).isIn("openat2", "mkdirat");
    }

    @Test
    void aWorkingDirectoryBehindALinkOfTheImageIsRefusedToo() throws IOException {
        ContainerSpec spec = hostile("work", "/proc/self/fd/5").sh("echo ran").withCwd("/work");

        assertThat(ImageRoot.refusal(spec).errno()).isIn(Errno.ELOOP, Errno.ENOENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proc", "dev", "sys"})
    void anImageWithALinkInsteadOfAKernelDirectoryIsRefused(String name) throws IOException {
        Refusal refusal = ImageRoot.refusal(hostile(name, "/etc").sh("echo ran"));

        assertThat(refusal.errno()).isIn(Errno.ELOOP, Errno.ENOTDIR);
        assertThat(refusal.line()).contains("the image has");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev/null", "dev/console", "dev/pts", "dev/shm"})
    void whatAnImageHasInItsDevIsNeverUsed(String name) throws IOException {
        ContainerSpec spec = hostile(name, "/proc/sys/kernel/core_pattern")
                .sh("stat -c %t:%T /dev/null /proc/keys; readlink /dev/pts /dev/shm || true");

        assertThat(ImageRoot.output(spec)).startsWith("1:3\n1:3\n").doesNotContain("core_pattern");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theHostsNodesOfDevicesCannotBeChanged(boolean ownUsers) throws IOException {
        Path node = Path.of("/dev/full");
        var before = Files.readAttributes(node, "unix:mode,uid,gid,lastModifiedTime");
        ContainerSpec spec = image.perl(
                        "print chmod(0600, '/dev/full') + chown(7, 7, '/dev/full') + utime(1, 1, '/dev/full'), int $!;",
                        "open(my $f, '>>', '/dev/full') or die; print $f 'x'; close $f; print ' ', int $!;")
                .withNamespaces(ownUsers ? Set.of(Namespace.USER) : Set.of());

        assertThat(ImageRoot.output(spec)).isEqualTo("0" + Errno.EROFS.number() + " " + Errno.ENOSPC.number());
        assertThat(Files.readAttributes(node, "unix:mode,uid,gid,lastModifiedTime"))
                .isEqualTo(before);
    }

    @Test
    void aVolumeWhoseTargetIsALinkOfTheImageStaysInside() throws IOException {
        Path volume = Files.createTempDirectory(folder, "volume");
        Files.createFile(volume.resolve("inside"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        ContainerSpec spec = hostile("data", "../../../../.." + outside)
                .sh("ls /data " + outside + "; true")
                .withMount(new ExtraMount.Bind(volume, "/data"));

        // The link is followed below the container's root, where there is no such directory.
        assertThat(ImageRoot.refusal(spec).errno()).isEqualTo(Errno.ENOENT);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aTargetThatIsExchangedWhileItIsMountedNeverLeadsOutNorOverTheKernelsFiles() throws Exception {
        Path shared = Files.createTempDirectory(folder, "shared");
        Files.createDirectory(shared.resolve("a"));
        Files.createSymbolicLink(shared.resolve("b"), Path.of("/proc"));
        Path inner = Files.createTempDirectory(folder, "inner");
        Files.createFile(inner.resolve("inside"));
        String host = Files.readString(Path.of("/proc/self/mountinfo"));

        ContainerSpec attack = image.perl(
                        "print 'ready';", // renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE)
                        "chdir '/shared' or die; while (1) { syscall(316, -100, my $a = 'a', -100, my $b = 'b', 2) }")
                .withMount(new ExtraMount.Bind(shared, "/shared"));
        try (Container attacker = Container.observed(attack)) {
            assertThat(attacker.refusal()).isEmpty();
            while (attacker.alive() && attacker.stdout().isEmpty()) {
                Thread.onSpinWait();
            }
            int ran = 0;
            for (int i = 0; i < 500; i++) {
                ContainerSpec victim = image.sh("cat /proc/1/comm; echo x > /proc/sys/kernel/panic")
                        .withMount(new ExtraMount.Bind(shared, "/shared"))
                        .withMount(new ExtraMount.Bind(inner, "/shared/a"));
                try (Container container = Container.observed(victim)) {
                    container.await();
                    if (container.refusal().isEmpty()) {
                        ran++;
                        assertThat(container.stdout()).isEqualTo("sh\n");
                        assertThat(container.stderr()).contains("Read-only file system");
                    }
                }
            }
            assertThat(ran).isPositive();
            assertThat(attacker.alive()).isTrue();
        }
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).isEqualTo(host);
    }

    /** perl's pack of two requests, plain and with the high half set, which the kernel does not look at. */
    @ParameterizedTest
    @EnabledOnOs(architectures = "amd64")
    @ValueSource(strings = {"0x5412", "0x541c", "0x100005412", "0x80000000541c", "0xffffffff00005412"})
    void anInheritedTerminalCannotBeTypedInto(String request) throws Exception {
        ContainerSpec spec = image.perl(
                "my $x = 'x'; my $size = ' ' x 8;",
                "print STDOUT syscall(16, 0, 0x5413, $size), ' ', syscall(16, 0, " + request + ", $x), ' ', int $!;");
        Pipe pipe = Pipe.open();
        try (Pty pty = Pty.open();
                Container container =
                        Container.on(new Stdio(pty.terminal(), pipe.writer(), pipe.writer(), false), spec)) {
            pipe.writer().close();
            container.await();

            // TIOCGWINSZ is answered: it is a terminal indeed.
            assertThat(pipe.reader().read()).asString().isEqualTo("0 -1 1");
        } finally {
            pipe.close();
        }
    }

    @Test
    @EnabledOnOs(architectures = "amd64")
    void theI386TableEndsTheProcessAndTheX32TableIsNotThere() throws Exception {
        assertThat(ended(SyscallProbe.i386())).isEqualTo(new Ending.Killed(Signal.SIGSYS));
        assertThat(ended(SyscallProbe.of(0x4000_0000 | 39, 0))).isEqualTo(new Ending.Exited(Errno.ENOSYS.number()));
    }

    private static Ending ended(SyscallProbe probe) throws IOException {
        ImageRoot own = image.with(Files.createTempDirectory(folder, "probe"));
        probe.in(own.image());
        try (Container container = Container.observed(ContainerSpec.docker(own.fresh(), "/probe"))) {
            return container.await().orElseThrow();
        }
    }

    @Test
    void aReleaseAgentCannotBeNamed() throws IOException {
        assertThat(tried(
                        "for (map { \"/sys/fs/cgroup/$_\" } '', of('/sys/fs/cgroup')) {",
                        "  open(my $f, '>', \"$_/release_agent\") and print 'open' }",
                        "mkdir '/mnt'; my ($c, $t, $o) = ('cgroup', '/mnt', 'memory');",
                        "print syscall(165, $c, $t, $c, 0, $o), int $!;"))
                .isEqualTo("-1" + Errno.EPERM.number());
    }

    @ParameterizedTest
    @EnabledOnOs(architectures = "amd64")
    @CsvSource({
        "mount, 165",
        "umount2, 166",
        "open_tree, 428",
        "move_mount, 429",
        "fsopen, 430",
        "mount_setattr, 442",
        "pivot_root, 155",
        "setns, 308",
        "unshare, 272",
        "clone, 56",
        "open_by_handle_at, 304",
        "init_module, 175",
        "finit_module, 313",
        "kexec_load, 246",
        "bpf, 321",
        "perf_event_open, 298",
        "keyctl, 250",
        "add_key, 248",
        "reboot, 169",
        "swapon, 167",
        "settimeofday, 164",
        "acct, 163",
        "userfaultfd, 323",
        "iopl, 172",
        "quotactl, 179",
        "lookup_dcookie, 212",
        "process_madvise, 440",
        "fspick, 433"
    })
    void aCallThatReachesTheHostIsRefused(String name, int number) throws IOException {
        // A number of no namespace that exists, so that even a permitted call would change nothing.
        String answer = tried("print syscall(" + number + ", 0x10000000, 0x10000000, 0, 0, 0, 0), ' ', int $!;");

        assertThat(answer).as(name).isIn("-1 1", "-1 38");
    }

    @Test
    @EnabledOnOs(architectures = "amd64")
    void groupsCannotBeTakenByAUserNorNamespacesBeMade() throws IOException {
        Rights.assumeUsers();
        ContainerSpec user = image.perl(
                        "print syscall(116, 1, my $g = pack('L', 0)), ' ', int $!, ' ', syscall(435, 0, 0), ' ', int"
                                + " $!;")
                .withUser(new Identity(1000, 1000, List.of()));

        assertThat(ImageRoot.output(user)).isEqualTo("-1 1 -1 38");
    }

    @Test
    void anAbstractSocketOfTheHostIsNotThere() throws Exception {
        String name = "hangari-" + ProcessHandle.current().pid();
        Process listener = new ProcessBuilder(
                        "perl",
                        "-e",
                        "$| = 1; socket(S, 1, 1, 0); bind(S, pack('Sa*', 1, \"\\0" + name
                                + "\")) or die $!; listen(S, 5);" + " print \"ready\\n\"; sleep 100")
                .start();
        try {
            assertThat(listener.inputReader().readLine()).isEqualTo("ready");
            String connect =
                    "socket(S, 1, 1, 0); print connect(S, pack('Sa*', 1, \"\\0" + name + "\")) ? 'in' : int $!;";

            assertThat(tried(connect)).isEqualTo("111"); // ECONNREFUSED
            assertThat(ImageRoot.output(ContainerSpec.of("perl", "-e", connect).withEnv("LC_ALL", "C")))
                    .isEqualTo("in");
        } finally {
            listener.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
