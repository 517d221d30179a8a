package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.container.life.ContainerDraft;
import hangari.container.life.LifeException;
import hangari.container.life.Request.Condition;
import hangari.container.life.Request.ExecConfig;
import hangari.container.users.Allotment;
import hangari.container.users.UserMap;
import hangari.linux.Credentials;
import hangari.linux.proc.IdMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The users of a container that an ordinary user runs, where the host allots ids to him. */
class MappedUsersTest {
    @TempDir
    Path folder;

    private UserMap map = UserMap.oneId(0, 0);
    private Yard yard;
    private Containers containers;

    @BeforeEach
    void anOrdinaryUser() throws IOException {
        assumeTrue(!Credentials.canAdministrate(), "root, whose containers have the users of the host");
        Allotment ours = Allotment.ours();
        assumeTrue(ours.map().isPresent(), ours.remedy());
        map = ours.map().orElseThrow();
        yard = new Yard(folder);
        containers = yard.open();
    }

    @AfterEach
    void close() throws IOException {
        if (containers != null) {
            for (String id : yard.ids) {
                containers.remove(id, true);
            }
            assertThat(yard.remains()).isEmpty();
            containers.close();
        }
    }

    private String started(ContainerDraft draft) {
        String id = yard.created(containers, draft);
        containers.start(id);
        return id;
    }

    private String output(ContainerDraft draft) {
        String id = started(draft);
        var unused = containers.await(id, Condition.NOT_RUNNING);
        return Yard.output(containers, id);
    }

    private Path upper(String id) {
        return Path.of(containers.inspect(id).upper());
    }

    private static List<Integer> owner(Path file) throws IOException {
        return List.of((Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS), (Integer)
                Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void rootIsWeAndTheOthersAreThoseThatAreAllotted() throws IOException {
        String id = started(yard.command("sleep", "1000"));
        long pid = containers.inspect(id).state().present().orElseThrow().pid();

        assertThat(IdMap.parse(Files.readString(Path.of("/proc/" + pid + "/uid_map"))))
                .isEqualTo(map.uids());
        assertThat(IdMap.parse(Files.readString(Path.of("/proc/" + pid + "/gid_map"))))
                .isEqualTo(map.gids());
        assertThat(Path.of("/proc/" + pid + "/setgroups")).hasContent("allow\n");
        assertThat(map.root()).hasValue(Credentials.uid());
    }

    @Test
    void whatItGivesAwayBelongsToAnotherNumberOnTheHost() throws IOException {
        String id = yard.created(
                containers,
                yard.sh("touch /tmp/own /tmp/given; chown 33:44 /tmp/given; stat -c '%u:%g' /tmp/own /tmp/given"));
        containers.start(id);
        var unused = containers.await(id, Condition.NOT_RUNNING);

        assertThat(Yard.output(containers, id)).isEqualTo("0:0\n33:44\n");
        assertThat(owner(upper(id).resolve("tmp/own")))
                .containsExactly((int) Credentials.uid(), (int) Credentials.gid());
        assertThat(owner(upper(id).resolve("tmp/given")))
                .containsExactly((int) map.uids().outside(33).orElseThrow(), (int)
                        map.gids().outside(44).orElseThrow());
    }

    @Test
    void itRunsAsAnyOfItsUsersWithFurtherGroupsAndWritesByWayOfDevStdout() {
        assertThat(output(yard.sh("id; echo by way of a name >/dev/stdout").user("65534:33")))
                .isEqualTo("uid=65534 gid=33 groups=33\nby way of a name\n");
        assertThat(output(yard.sh("id -G; grep -c 'groups' /proc/self/setgroups; grep Groups: /proc/self/status")
                        .user("33")
                        .groupAdd("44")))
                .contains("0 44\n");
    }

    @Test
    void aUserThatIsNotMappedIsRefusedWithThoseThatAre() {
        String id = yard.created(containers, yard.command("true").user("4000000"));

        assertThatThrownBy(() -> containers.start(id))
                .isInstanceOf(LifeException.class)
                .hasMessage("bad user \"4000000\": 4000000:0 is not mapped: the container has the users 0 to "
                        + UserMap.last(map.uids()) + " and the groups 0 to " + UserMap.last(map.gids()));
    }

    @Test
    void aFurtherProcessIsRootOrAnotherOfItsUsers() {
        String id = started(yard.command("sleep", "1000"));

        assertThat(heard(id, "")).isEqualTo("uid=0 gid=0 groups=0\n");
        assertThat(heard(id, "33:44")).isEqualTo("uid=33 gid=44 groups=44\n");
    }

    private String heard(String id, String user) {
        String exec =
                containers.execCreate(id, new ExecConfig(List.of("id"), List.of(), user, "", false, false, false));
        return Yard.hear(containers.execStart(exec, false)).out();
    }

    @Test
    void aSetUserIdFileOfItsRootsIsOursAndNotTheHostsRoots() throws IOException {
        String id = yard.created(containers, yard.sh("cp /bin/busybox /tmp/sh; chmod 4755 /tmp/sh"));
        containers.start(id);
        var unused = containers.await(id, Condition.NOT_RUNNING);

        Path program = upper(id).resolve("tmp/sh");
        assertThat((Integer) Files.getAttribute(program, "unix:mode") & 07777).isEqualTo(04755);
        assertThat(owner(program)).first().isEqualTo((int) Credentials.uid());
    }

    @Test
    void directoriesThatItsUsersHaveShutAreRemovedWithIt() throws IOException {
        String id = yard.created(
                containers,
                yard.sh("mkdir -p /tmp/a/b/c; touch /tmp/a/b/c/file; chmod -R 700 /tmp/a; chown -R 33:33 /tmp/a;"
                        + " chown 44 /tmp/a/b"));
        containers.start(id);
        var unused = containers.await(id, Condition.NOT_RUNNING);
        Path shut = upper(id).resolve("tmp/a");
        assertThat(shut).exists();
        assertThat(Files.isReadable(shut)).isFalse();

        containers.remove(id, false);
        yard.ids.remove(id);

        assertThat(shut).doesNotExist();
        assertThat(yard.remains()).isEmpty();
    }

    @Test
    void fileSystemsOfItsOwnKnowItsGroups() {
        assertThat(output(yard.sh(
                        "stat -c %g /dev/pts; cat /proc/sys/net/ipv4/ping_group_range; grep devpts /proc/mounts")))
                .contains("0\t" + UserMap.last(map.gids()) + "\n")
                .contains("gid=" + map.gids().outside(5).orElseThrow() + ",");
    }
}
