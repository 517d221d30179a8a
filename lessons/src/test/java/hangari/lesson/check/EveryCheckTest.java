package hangari.lesson.check;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.model.Check;
import hangari.lesson.model.Check.FileType;
import hangari.lesson.model.Check.Place;
import hangari.lesson.model.Check.Sharing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryCheckTest {
    private static final Optional<String> TEXT = Optional.of("x");

    static List<Check> checks() {
        return List.of(
                new Check.Boxes(1),
                new Check.Select("ls", new Check.Exit(0)),
                new Check.Any(List.of(new Check.Exit(0), new Check.Boxes(1))),
                new Check.Every(List.of(new Check.Exit(0))),
                new Check.Sequence(List.of(new Check.Sequence.Part("chdir", TEXT))),
                new Check.OldRoot(Check.Reach.GONE),
                new Check.Exit(0),
                new Check.Signal("SIGTERM"),
                new Check.Refused("mount", "EPERM"),
                new Check.Called("mount"),
                new Check.Namespaces(Map.of("pid", Sharing.OWN)),
                new Check.NsPid(Optional.of(2), Optional.of(1L)),
                new Check.Stdout(TEXT, TEXT, TEXT, TEXT),
                new Check.Stderr(TEXT),
                new Check.Hostname(Optional.of(Sharing.OWN), Optional.empty()),
                new Check.Root(Sharing.OWN),
                new Check.MountPoint("/proc", TEXT, Optional.of(true), Optional.of(false)),
                new Check.HostFile(Place.ROOT, "etc/x", Optional.of(FileType.FILE), TEXT),
                new Check.Running(true),
                new Check.Descendant("sleep", Optional.of("Z")),
                new Check.Value("x"),
                new Check.Not(new Check.Not(new Check.Boxes(1))));
    }

    @Test
    void every_kind_of_check_is_in_this_test() {
        assertThat(checks())
                .extracting(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Check.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void says_in_both_languages_what_it_expects(Check check) {
        assertThat(whole(Expectation.of(check))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void fails_politely_when_nothing_was_run(Check check) {
        Mismatch mismatch = Judge.mismatch(check, Boxes.scene()).orElseThrow();
        assertThat(mismatch.message().ko()).containsAnyOf("니다.", "하십시오.", "안 됩니다");
        assertThat(whole(mismatch.message())).isTrue();
        assertThat(mismatch.expected()).isNotBlank();
        assertThat(mismatch.actual()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void fails_without_a_riddle_when_the_box_was_refused(Check check) {
        Scene refused = Boxes.scene(Boxes.box("ls").refused("pivot_root", "EINVAL"));
        Judge.mismatch(check, refused)
                .ifPresent(mismatch -> assertThat(whole(mismatch.message())).isTrue());
    }

    private static boolean whole(Message message) {
        return Stream.of(message.ko(), message.en())
                .allMatch(text -> !text.isBlank() && !text.contains("null") && !text.contains("Optional"));
    }
}
