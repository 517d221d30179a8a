package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HintsTest {
    private static final Pattern PLACE = Pattern.compile("%[0-9]\\$s");

    @Test
    void everyHintIsThereInBothLanguages() {
        assertThat(Hints.texts("ko").stringPropertyNames())
                .isEqualTo(Hints.texts("en").stringPropertyNames());
    }

    @Test
    void everyHintNamesTheSameValuesInBothLanguages() {
        for (String key : Hints.texts("en").stringPropertyNames()) {
            assertThat(places(Hints.text("ko", key)))
                    .as(key)
                    .containsExactlyInAnyOrderElementsOf(places(Hints.text("en", key)));
        }
    }

    @Test
    void everyHintIsAboutACallAndAnErrnoThatExist() {
        for (String key : Hints.texts("en").stringPropertyNames()) {
            String[] parts = key.split("\\.");
            assertThat(calls()).contains(parts[0]);
            assertThat(Errno.values()).extracting(Errno::name).contains(parts[parts.length - 1]);
        }
    }

    @Test
    void aMountOfOneFileSystemMayBeRefusedForAReasonOfItsOwn() {
        assertThat(Hints.of(mount("overlay"), Errno.EPERM).key()).isEqualTo("mount.overlay.EPERM");
        assertThat(Hints.of(mount("overlay"), Errno.ENOSPC).key()).isEqualTo("mount.ENOSPC");
        assertThat(Hints.of(mount("tmpfs"), Errno.EPERM).key()).isEqualTo("mount.EPERM");
    }

    @Test
    void aCallThatIsLikeAnotherMayStillBeRefusedForAReasonOfItsOwn() {
        assertThat(Hints.of("unshare", Errno.EINVAL).key()).isEqualTo("unshare.EINVAL");
        assertThat(Hints.of("unshare", Errno.ENOSPC).key()).isEqualTo("clone3.ENOSPC");
    }

    @Test
    void aChangeOfPropagationIsRefusedWhereNothingIsMounted() {
        Call change = new MountStep.Mount("", "/shelf", "", Set.of(MountFlag.SHARED), "")
                .calls()
                .get(0);

        assertThat(Hints.of(change, Errno.EINVAL).key()).isEqualTo("mount.propagation.EINVAL");
        assertThat(Hints.of(change, Errno.EPERM).key()).isEqualTo("mount.EPERM");
    }

    @Test
    void whereTheErrnoSaysItAllThereIsNoHint() {
        assertThat(Hints.of(mount("tmpfs"), Errno.EFAULT).isEmpty()).isTrue();
        assertThat(Hint.NONE.in("ko")).isEmpty();
    }

    // The launcher itself makes the first two; they are never rows of a program. The third stands for all of rtnetlink.
    private static List<String> calls() {
        return Stream.of(
                        Stream.of("clone3", "mprotect", "rtnetlink"),
                        Arrays.stream(Syscall.values()).map(Syscall::toString),
                        Arrays.stream(RouteMessage.values()).map(RouteMessage::toString))
                .flatMap(names -> names)
                .toList();
    }

    private static Call mount(String type) {
        return new MountStep.Mount(type, "/mnt", type, Set.of(), "").calls().get(0);
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).distinct().toList();
    }
}
