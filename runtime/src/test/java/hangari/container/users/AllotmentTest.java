package hangari.container.users;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.linux.proc.IdMap;
import hangari.peer.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ids a host allots to an ordinary user. */
class AllotmentTest {
    @TempDir
    Path host;

    private void file(String name, String text) throws IOException {
        Files.createDirectories(host.resolve(name).resolveSibling("."));
        Files.writeString(host.resolve(name), text);
    }

    private void programs() throws IOException {
        Rights.assumeRoot(); // a set-user-ID file of root's takes root
        for (String name : List.of("newuidmap", "newgidmap")) {
            file("usr/bin/" + name, "");
            Files.setPosixFilePermissions(
                    host.resolve("usr/bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setAttribute(host.resolve("usr/bin/" + name), "unix:mode", 0104755);
        }
    }

    private Allotment learner() {
        return Allotment.of(host, "learner", 1000, 1000);
    }

    @Test
    void theRangesOfHisNameAndOfHisNumberFollowOneAnother() throws IOException {
        programs();
        file("etc/subuid", "other:50000:10\nlearner:100000:65536\n1000:300000:10\n");
        file("etc/subgid", "learner:200000:65536\n");

        UserMap map = learner().map().orElseThrow();
        assertThat(map.uids()).isEqualTo(IdMap.parse("0 1000 1\n1 100000 65536\n65537 300000 10\n"));
        assertThat(map.gids()).isEqualTo(IdMap.parse("0 1000 1\n1 200000 65536\n"));
        assertThat(UserMap.last(map.uids())).isEqualTo(65546);
        assertThat(map.hasOneUser()).isFalse();
        assertThat(map.has(33, List.of(33L, 65536L))).isTrue();
        assertThat(map.has(33, List.of(65537L))).isFalse();
    }

    @Test
    void whatIsMissingIsNamedWithItsRemedy() throws IOException {
        assertThat(learner().remedy()).isEqualTo("newuidmap is not installed: sudo apt-get install uidmap");

        programs();
        file("etc/subuid", "learner:100000:65536\n");
        file("etc/subgid", "other:100000:65536\n");
        assertThat(learner().map()).isEmpty();
        assertThat(learner().remedy())
                .startsWith("/etc/subgid allots no ids to learner: sudo usermod --add-subuids ")
                .contains(" --add-subgids ");
    }

    @Test
    void aProgramWithoutPrivilegeIsNone() throws IOException {
        programs();
        Files.setAttribute(host.resolve("usr/bin/newgidmap"), "unix:mode", 0100755);

        assertThat(learner().remedy()).startsWith("newgidmap is not installed");
    }

    @Test
    void linesThatMeanNothingAreLeftOut() throws IOException {
        file(
                "subuid",
                "learner:0:10\nlearner:x:10\nlearner:10\nlearner:100:0\nlearner:4294967290:10\nlearner:500:10\n"
                        + "learner:505:10\n\n#\nlearner:600:5:7\nlearner:99999999999:1\nlearner:700:5");

        assertThat(Subordinate.of(host.resolve("subuid"), List.of("learner")))
                .containsExactly(new Subordinate(500, 10), new Subordinate(700, 5));
        assertThat(Subordinate.of(host.resolve("none"), List.of("learner"))).isEmpty();
    }
}
