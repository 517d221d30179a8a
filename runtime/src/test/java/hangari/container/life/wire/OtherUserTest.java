package hangari.container.life.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hangari.linux.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor serves its own user only, even if somebody has opened its directory to all. */
class OtherUserTest {
    private static final String ASK =
            "$SIG{PIPE} = 'IGNORE'; my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die \"$!\\n\";"
                    + " print $s \"{\\\"verb\\\":\\\"Version\\\"}\\n\"; print <$s>, \"closed\\n\"";

    @TempDir
    Path folder;

    @Test
    void whoIsNotItsUserIsNotAnswered() throws Exception {
        assumeTrue(Credentials.uid() == 0, "not root");
        hangari.peer.Peer.assumeInstalled("setpriv", "util-linux");
        hangari.peer.Peer.assumeInstalled("perl", "perl-base");
        try (var served = new Served(folder, Bounds.DEFAULT)) {
            for (Path open : new Path[] {folder, served.place.path()}) {
                Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Files.setPosixFilePermissions(served.place.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));

            assertThat(ask(served, "65534"))
                    .contains("refused", "a supervisor serves its own user only")
                    .doesNotContain("version");
            assertThat(ask(served, "0")).startsWith("{\"version\"");
            assertThat(served.place.log()).content().contains("a supervisor serves its own user only");
        }
    }

    private static String ask(Served served, String user) throws Exception {
        return hangari.peer.Peer.run(
                "setpriv",
                "--reuid=" + user,
                "--clear-groups",
                "perl",
                "-MIO::Socket::UNIX",
                "-e",
                ASK,
                served.place.socket().toString());
    }
}
