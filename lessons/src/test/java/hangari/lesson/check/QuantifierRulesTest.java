package hangari.lesson.check;

import static hangari.lesson.check.Boxes.box;
import static hangari.lesson.check.Boxes.scene;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.check.Boxes.Builder;
import hangari.lesson.model.Check;
import hangari.lesson.model.Check.Sharing;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantifierRulesTest {
    private static final Check FAILED_ALONE =
            new Check.Any(List.of(new Check.Exit(2), new Check.Root(Sharing.SHARED), new Check.Called("chroot")));

    private static Message said(Check check, Scene scene) {
        return Judge.mismatch(check, scene).orElseThrow().message();
    }

    private static Builder numbered(int number, Builder builder) {
        return builder.with(box -> box.number = number);
    }

    @Test
    void any_holds_if_all_of_it_holds_of_one_box() {
        Check check = new Check.Any(List.of(new Check.Exit(2), new Check.Root(Sharing.SHARED)));
        assertThat(Judge.mismatch(check, scene(box("ls").exit(2), box("ps")))).isEmpty();
        assertThat(Judge.mismatch(check, scene(box("ls").exit(1), box("ps")))).isPresent();
    }

    @Test
    void any_says_what_is_missing_of_the_box_that_came_furthest() {
        Scene scene =
                scene(numbered(1, box("ls", "/").exit(2)), numbered(2, box("id").exit(2)), numbered(3, box("ps")));
        assertThat(said(FAILED_ALONE, scene))
                .isEqualTo(new Message(
                        "box 2 (id): 시스템 호출 기록에 chroot 호출이 없습니다. 이 호출이 성공해야 합니다.",
                        "Box 2 (id): The log of system calls holds no chroot. It must be called and succeed."));
    }

    @Test
    void a_single_box_need_not_be_named() {
        assertThat(said(FAILED_ALONE, scene(box("ls"))).en()).isEqualTo("The exit status is 0. It must be 2.");
    }

    @Test
    void every_fails_for_the_first_box_of_which_it_does_not_hold() {
        Check check = new Check.Every(List.of(new Check.Exit(0)));
        assertThat(Judge.mismatch(check, scene(box("ls"), box("ps")))).isEmpty();
        assertThat(said(
                                check,
                                scene(
                                        numbered(1, box("ls")),
                                        numbered(2, box("ps").exit(1))))
                        .ko())
                .isEqualTo("box 2 (ps): 종료 코드가 1입니다. 0이어야 합니다.");
    }

    @Test
    void every_does_not_hold_of_nothing() {
        assertThat(said(new Check.Every(List.of(new Check.Exit(0))), scene()).en())
                .startsWith("No box was run.");
    }

    @Test
    void none_is_not_any() {
        Check none = new Check.Not(new Check.Any(List.of(new Check.Exit(1))));
        assertThat(Judge.mismatch(none, scene(box("ls")))).isEmpty();
        assertThat(said(none, scene(box("ls"), box("ps").exit(1))).en())
                .isEqualTo("This must not be so: in one box: exit status 1.");
    }
}
