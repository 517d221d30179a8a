package hangari.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MountInfoTest {

    @Test
    void readsTheManualPagesExample() {
        var mount = MountInfo.parse("36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue");

        assertThat(mount.id()).isEqualTo(36);
        assertThat(mount.parent()).isEqualTo(35);
        assertThat(mount.major()).isEqualTo(98);
        assertThat(mount.minor()).isZero();
        assertThat(mount.root()).isEqualTo("/mnt1");
        assertThat(mount.target()).isEqualTo("/mnt2");
        assertThat(mount.options()).containsExactly("rw", "noatime");
        assertThat(mount.propagation()).hasToString("master:1");
        assertThat(mount.type()).isEqualTo("ext3");
        assertThat(mount.source()).isEqualTo("/dev/root");
        assertThat(mount.superOptions()).containsExactly("rw", "errors=continue");
        assertThat(mount.shows()).isEqualTo("/dev/root[/mnt1]");
        assertThat(mount.readOnly()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', private",
        "'shared:7 ', shared:7",
        "'shared:7 master:2 ', shared:7 master:2",
        "'master:2 propagate_from:1 ', master:2 propagate_from:1",
        "'unbindable ', unbindable",
        "'from_the_future:3 shared:7 ', shared:7",
    })
    void readsEveryPropagationTagAndIgnoresUnknownOnes(String tags, String said) {
        var mount = MountInfo.parse("1 1 0:1 / / rw " + tags + "- tmpfs none rw");

        assertThat(mount.propagation()).hasToString(said);
    }

    @Test
    void undoesTheEscapesOfHostilePaths() {
        var mount = MountInfo.parse("1 1 0:1 /\\134x /a\\040b\\012c\\011d\\043항아리 rw - tmpfs no\\040source rw");

        assertThat(mount.target()).isEqualTo("/a b\nc\td#항아리");
        assertThat(mount.root()).isEqualTo("/\\x");
        assertThat(mount.source()).isEqualTo("no source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "\\0", "\\04", "\\999", "\\400", "\\04x"})
    void leavesWhatIsNoEscapeAlone(String field) {
        assertThat(OctalEscapes.decode(field)).isEqualTo(field);
    }

    @Test
    void joinsEscapedBytesToOneCharacter() {
        assertThat(OctalEscapes.decode("\\355\\225\\255")).isEqualTo("항");
    }

    @Test
    void acceptsAnEmptySource() {
        assertThat(MountInfo.parse("1 1 0:1 / / rw - tmpfs  rw").source()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 1 0:1 / /",
                "1 1 0:1 / / rw - tmpfs none",
                "1 1 0:1 / / rw shared:1 tmpfs none rw",
                "x 1 0:1 / / rw - tmpfs none rw",
                "1 1 0 / / rw - tmpfs none rw",
                "1 1 0:1 / / rw shared:x - tmpfs none rw"
            })
    void namesAMalformedLine(String line) {
        assertThatThrownBy(() -> MountInfo.parse(line))
                .isInstanceOf(ProcFormatException.class)
                .hasMessageStartingWith("mountinfo: expected ");
    }

    @Test
    void theLastMountOnAPathIsTheOneThatIsSeen() {
        var table = MountTable.parse("""
                24 27 0:24 / /dev/pts rw - devpts below rw
                25 27 0:25 / /dev/shm rw - tmpfs shm rw
                29 26 0:26 / /dev/pts rw - devpts above rw
                """);

        assertThat(table.at("/dev/pts")).map(MountInfo::source).contains("above");
        assertThat(table.at("/dev")).isEmpty();
        assertThat(table.ofType("devpts")).hasSize(2);
    }

    @Test
    void tellsWhatIsMountedHereAndNotThere() {
        var here = MountTable.parse("1 1 0:1 / / rw - ext4 a rw\n2 1 0:2 / /tmp rw - tmpfs none rw\n");
        var there = MountTable.parse("8 8 0:1 / / ro shared:3 - ext4 a rw\n");

        assertThat(here.beyond(there)).map(MountInfo::target).isEqualTo(List.of("/tmp"));
    }

    @Test
    void printsAsColumnsWithOneMountALine() {
        var table = MountTable.parse(
                "1 1 0:1 / / rw - ext4 /dev/vda rw\n2 1 0:2 / /t\\012x rw,nodev shared:4 - tmpfs t rw\n");

        assertThat(table).hasToString("/     ext4   /dev/vda  rw  private\n/t\\nx  tmpfs  t  rw,nodev  shared:4");
    }
}
