package hangari.lesson.check;

import static hangari.lesson.check.Boxes.box;
import static hangari.lesson.check.Boxes.scene;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Evidence.Call;
import hangari.lesson.model.Check;
import hangari.lesson.model.Check.Sequence.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequenceRulesTest {
    private static final Check ESCAPE = new Check.Sequence(List.of(
            new Part("chroot", Optional.empty()),
            new Part("chdir", Optional.of("..")),
            new Part("chroot", Optional.empty())));

    private static Scene calls(String... texts) {
        List<Call> calls = Stream.of(texts).map(SequenceRulesTest::call).toList();
        return scene(box("ls").with(box -> box.calls = calls));
    }

    /** A call that succeeded or, with an errno behind it, failed. */
    private static Call call(String text) {
        String[] halves = text.split(" ", 2);
        Optional<String> errno = halves.length > 1 ? Optional.of(halves[1]) : Optional.empty();
        return new Call(
                text.replaceAll("\\(.*", ""),
                halves[0],
                errno.isPresent() ? Optional.empty() : Optional.of(0L),
                errno,
                false);
    }

    private static Message said(Scene scene) {
        return Judge.mismatch(ESCAPE, scene).orElseThrow().message();
    }

    @Test
    void others_may_stand_between() {
        assertThat(Judge.mismatch(ESCAPE, calls("chroot(a)", "chdir(/)", "chdir(../..)", "umask(0)", "chroot(.)")))
                .isEmpty();
    }

    @Test
    void the_order_counts_and_what_was_reached_is_named() {
        assertThat(said(calls("chdir(..)", "chroot(a)", "chroot(.)")))
                .isEqualTo(new Message(
                        "시스템 호출 기록에 chroot, chdir(..), chroot 호출이 이 순서로 있고 모두 성공해야 합니다. 지금은 chroot까지만 있습니다.",
                        "The log of system calls must hold chroot, chdir(..), chroot, in this order, all of them"
                                + " successful. It goes only as far as chroot."));
    }

    @Test
    void a_call_that_was_refused_does_not_count() {
        assertThat(said(calls("chroot(a) EPERM", "chdir(..)")).en()).endsWith("It lacks even the first.");
    }
}
