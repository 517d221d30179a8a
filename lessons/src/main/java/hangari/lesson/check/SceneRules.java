package hangari.lesson.check;

import hangari.lesson.model.Check;
import hangari.lesson.model.Excerpt;
import java.util.List;
import java.util.Optional;

/** Checks of the scene as a whole. */
final class SceneRules {
    private SceneRules() {}

    static Optional<Mismatch> boxes(Check.Boxes check, Scene scene) {
        int actual = scene.boxes().size();
        if (actual >= check.atLeast()) {
            return Optional.empty();
        }
        if (actual == 0) {
            return Optional.of(noBox());
        }
        Message message = new Message(
                "실행된 box가 " + actual + "개입니다. 적어도 " + check.atLeast() + "개가 필요합니다.",
                "The snippet ran " + actual + (actual == 1 ? " box" : " boxes") + ". At least " + check.atLeast()
                        + " are needed.");
        return Optional.of(new Mismatch("at least " + check.atLeast() + " boxes", Integer.toString(actual), message));
    }

    static Optional<Mismatch> select(Check.Select check, Scene scene) {
        Scene narrowed = scene.of(check.program());
        if (!narrowed.boxes().isEmpty()) {
            return Judge.mismatch(check.check(), narrowed);
        }
        if (scene.boxes().isEmpty()) {
            return Optional.of(noBox());
        }
        List<String> ran =
                scene.boxes().stream().map(Evidence::program).distinct().toList();
        String shown = Excerpt.bare(String.join(", ", ran));
        Message message = new Message(
                check.program() + " 프로그램을 실행한 box가 없습니다. 실행된 프로그램: " + shown + ".",
                "No box ran " + check.program() + ". The programs that ran: " + shown + ".");
        return Optional.of(new Mismatch("a box with " + check.program(), shown, message));
    }

    static Optional<Mismatch> not(Check.Not check, Scene scene) {
        if (Judge.mismatch(check.check(), scene).isPresent()) {
            return Optional.empty();
        }
        Message phrase = Expectation.of(check.check());
        Message message =
                new Message("이렇게 되면 안 됩니다: " + phrase.ko() + ".", "This must not be so: " + phrase.en() + ".");
        return Optional.of(new Mismatch("not: " + phrase.en(), phrase.en(), message));
    }

    static Mismatch noBox() {
        Message message = new Message(
                "실행된 box가 없습니다. box(…)를 만들고 .run()이나 .start()를 호출하십시오.",
                "No box was run. Make one with box(…), then call .run() or .start().");
        return new Mismatch("a box", "none", message);
    }
}
