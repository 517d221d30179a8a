package hangari.container.life.keep;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.peer.Peer;
import hangari.peer.Rights;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --userns auto}, by its verbs, where {@code /etc/subuid} allots ids: in a mount namespace of the test's. */
@Timeout(120)
class ShiftedContainersTest {
    private static final String PRIVATELY =
            "mount --bind \"$1\" /etc/subuid && mount --bind \"$1\" /etc/subgid && shift" + " && exec \"$@\"";

    @TempDir
    Path folder;

    @Test
    void eachHasUsersOfItsOwnAndTheVerbsKnowWhose() throws Exception {
        Rights.assumeRoot();
        Peer.assumeInstalled("unshare", "util-linux");
        Path allotted = Files.writeString(folder.resolve("allotted"), "containers:2000000:131072\n");

        String said = Peer.run(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                PRIVATELY,
                "sh",
                allotted.toString(),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShiftedMain.class.getName(),
                folder.resolve("yard").toString());

        assertThat(said).contains("""
            first: 0 2000000 65536 allow
            exec: 0 0:0 33:0 0:0 0:0 0:0
            user: 33 mine
            volume: 2000033:2000000
            diff: [/made, /t]
            in /running: 2000000:2000000
            out /running: 7:8
            in /stopped: 2000000:2000000
            out /stopped: 7:8
            export bin/busybox: 0:0
            export made: 7:8
            export running: 0:0
            diff: [/made, /running, /stopped, /t]
            second: 0 2065536 65536 allow
            again: 0 2000000 65536 allow
            kept: 7:8 0:0 0:0
            third: every portion of 65536 ids in /etc/subuid and /etc/subgid has its container: remove one, or allot more
            remains: []
            """);
    }
}
