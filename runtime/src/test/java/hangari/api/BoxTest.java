package hangari.api;

import static hangari.api.Steps.chdir;
import static hangari.api.Steps.chroot;
import static hangari.api.Steps.detach;
import static hangari.api.Steps.makeShared;
import static hangari.api.Steps.mkdir;
import static hangari.api.Steps.mount;
import static hangari.api.Steps.unshare;
import static hangari.api.Verbs.box;
import static hangari.api.Verbs.emptyRoot;
import static hangari.api.Verbs.host;
import static hangari.api.Verbs.rootfs;
import static hangari.linux.Namespace.ALL;
import static hangari.linux.Namespace.MNT;
import static hangari.linux.Namespace.PID;
import static hangari.linux.Namespace.USER;
import static hangari.linux.Namespace.UTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.linux.Errno;
import hangari.peer.Rights;
import org.junit.jupiter.api.Test;

/** The verbs, as a lesson uses them. */
class BoxTest {
    @Test
    void aRootBuiltFromTheHostsProgramsCanBeLookedAround() {
        Root root = rootfs("/bin/sh", "/bin/ls");

        assertThat(box("ls", "/").chroot(root).run().stdout()).contains("bin\n").contains("etc\n");
        assertThat(box("sh", "-c", "echo $$").unshare(PID).run().stdout()).isEqualTo("1\n");
    }

    @Test
    void aRootOfItsOwnHasProcDevAndSys() {
        Run run = box("sh", "-c", "ls /dev/null /proc/self/stat /sys/kernel && cat /proc/1/comm")
                .root(rootfs("sh", "ls", "cat"))
                .unshare(ALL)
                .run();

        assertThat(run.stderr()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.stdout()).contains("/dev/null").endsWith("sh\n");
    }

    @Test
    void aSecondChrootAndDotDotWalkOutOfAChroot() {
        Root jail = rootfs("ls").write("only-in-jail", "");
        Box inside = box("ls", "/").chroot(jail);

        assertThat(inside.run().stdout()).contains("only-in-jail");
        Run escaped = inside.then(mkdir("x"), chroot("x"), chdir("../".repeat(20)), chroot("."))
                .run();
        assertThat(escaped.stdout()).doesNotContain("only-in-jail");
        assertThat(escaped.observed().root()).isEqualTo(host().root());
    }

    @Test
    void theSameCallsDoNotWalkOutOfAPivotedRoot() {
        Root jail = rootfs("ls").write("only-in-jail", "");

        Run run = box("ls", "/")
                .root(jail)
                .then(mkdir("x"), chroot("x"), chdir("../".repeat(20)), chroot("."))
                .run();
        assertThat(run.stdout()).contains("only-in-jail");
        assertThat(run.observed().root()).isNotEqualTo(host().root());
    }

    @Test
    void changesGoToTheUpperLayerAndTheLowerStaysAsItWas() {
        Root base = rootfs("sh", "rm").write("etc/motd", "welcome\n");

        Run run = box("sh", "-c", "rm /etc/motd; echo new > /etc/new")
                .layers(base)
                .run();
        assertThat(run.stderr()).isEmpty();
        assertThat(base.has("etc/motd")).isTrue();
        assertThat(base.has("etc/new")).isFalse();
        assertThat(run.upper().read("etc/new")).isEqualTo("new\n");
        assertThat(run.upper().has("etc/motd")).as("the whiteout").isTrue();
    }

    @Test
    void aProgramThatIsNotThereExitsWith127AsInAShell() {
        assertThat(box("httpd").chroot(emptyRoot()).run().exit()).isEqualTo(127);
    }

    @Test
    void aBoxThatWasStartedRunsUntilItIsStopped() {
        try (Running sleeping = box("sleep", "1000").unshare(PID).start()) {
            assertThat(sleeping.alive()).isTrue();
            assertThat(sleeping.observed().nspid()).containsExactly(sleeping.pid(), 1L);
            // pid_namespaces(7): PID 1 gets no signal for which it has no handler, not even from outside SIGTERM's
            // default.
            assertThat(sleeping.stop().exit()).isEqualTo(137);
        }
    }

    @Test
    void aBoxThatJoinsAMountNamespaceSeesItsMounts() {
        Root room = rootfs("ls", "sleep").write("shelf/note", "");
        Box look = box("ls", "/shelf").chroot(room);

        try (Running other = covered(room).start()) {
            assertThat(look.run().stdout()).isEqualTo("note\n");
            Run inside = look.join(other, MNT).run();
            assertThat(inside.stdout()).isEqualTo("cup\n");
            assertThat(inside.observed().namespaces().of("mnt"))
                    .isEqualTo(other.namespaces().of("mnt"));
        }
    }

    @Test
    void aCopyOfAJoinedMountNamespaceIsChangedAlone() {
        Root room = rootfs("ls", "sleep").write("shelf/note", "");
        Box look = box("ls", "/shelf").chroot(room);

        try (Running other = covered(room).start()) {
            Box copy = look.join(other, MNT).unshare(MNT);
            assertThat(copy.run().stdout()).isEqualTo("cup\n");
            assertThat(copy.then(detach("/shelf")).run().stdout()).isEqualTo("note\n");
            assertThat(look.join(other, MNT).run().stdout()).isEqualTo("cup\n");
        }
    }

    @Test
    void whatACopyMountsBelowASharedMountReachesTheOriginal() {
        Root room = rootfs("ls", "sleep").write("shelf/note", "");

        try (Running other = covered(room).then(makeShared("/shelf")).start()) {
            box("ls")
                    .chroot(room)
                    .join(other, MNT)
                    .then(unshare(MNT), mount("tmpfs", "/shelf/cup"), mkdir("/shelf/cup/tea"))
                    .run();
            assertThat(box("ls", "/shelf/cup")
                            .chroot(room)
                            .join(other, MNT)
                            .run()
                            .stdout())
                    .isEqualTo("tea\n");
        }
        assertThat(room.has("shelf/cup")).isFalse();
    }

    @Test
    void aMountOfAMorePrivilegedNamespaceIsLocked() {
        String shelf = emptyRoot().mkdir("shelf").path().resolve("shelf").toString();

        Run run = box("ls", shelf)
                .then(mount("tmpfs", shelf), unshare(USER, MNT), detach(shelf))
                .run();
        assertThat(run.refused().orElseThrow().call()).isEqualTo("umount2");
        assertThat(run.refused().orElseThrow().errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void aNewUserNamespaceMayLieBelowOneThatWasJoined() {
        try (Running other = box("sleep", "1000").unshare(USER, MNT).start()) {
            Run run =
                    box("sh", "-c", "id -u").join(other, MNT).unshare(USER, UTS).run();
            assertThat(run.stderr()).isEmpty();
            assertThat(run.stdout()).isEqualTo("0\n");
            assertThat(run.observed().namespaces().of("mnt"))
                    .isEqualTo(other.namespaces().of("mnt"));
        }
    }

    @Test
    void whatIsTheHostsIsNotJoinedNorIsABoxThatHasEnded() {
        Running other = box("sleep", "1000").unshare(UTS).start();

        assertThatThrownBy(() -> box("ls").join(other, MNT))
                .hasMessage("process " + other.pid() + " has the host's mnt namespace: start it with .unshare(MNT)");
        other.stop();
        assertThatThrownBy(() -> box("ls").join(other, UTS)).hasMessageContaining("has ended");
        Running refused = box("ls").then(makeShared("/nowhere")).start();
        assertThatThrownBy(() -> box("ls").join(refused, MNT))
                .hasMessageStartingWith("the box never ran, so there is nothing to join: mount(");
    }

    private static Box covered(Root room) {
        return box("sleep", "1000").chroot(room).then(mount("tmpfs", "/shelf"), mkdir("/shelf/cup"));
    }

    @Test
    void aBoxKeepsToItsLimitsAndSaysWhichOneWasFelt() {
        Rights.assumeGroups();
        Run greedy = box("dd", "if=/dev/zero", "of=/dev/null", "bs=100M", "count=1")
                .memory("16m")
                .unshare(ALL)
                .run();
        Run forking = box("sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do sleep 1000 & done")
                .pids(5)
                .cpus(0.5)
                .run();

        assertThat(greedy.exit()).isEqualTo(137);
        assertThat(greedy).hasToString("killed by SIGKILL, out of memory");
        assertThat(forking.events().forksRefused().orElse(0)).isPositive();
        assertThat(box("ls").pids(5).limits().toString()).contains("echo 5 > ", "/box/pids.max");
    }
}
