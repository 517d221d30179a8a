package hangari.lesson.check;

import hangari.lesson.model.Check;
import hangari.lesson.model.Excerpt;
import java.util.List;
import java.util.Optional;

/** Checks of all boxes together: that there is one, or that every one is so. */
final class QuantifierRules {
    private QuantifierRules() {}

    /** What is missing is said of the box that came furthest; of several, of the last. */
    static Optional<Mismatch> any(Check.Any check, Scene scene) {
        Optional<Mismatch> nearest = Optional.of(SceneRules.noBox());
        int furthest = -1;
        for (Evidence box : scene.boxes()) {
            int held = held(check.checks(), scene.only(box));
            if (held == check.checks().size()) {
                return Optional.empty();
            }
            if (held >= furthest) {
                furthest = held;
                nearest = Judge.mismatch(check.checks().get(held), scene.only(box))
                        .map(mismatch -> of(box, mismatch, scene));
            }
        }
        return nearest;
    }

    static Optional<Mismatch> every(Check.Every check, Scene scene) {
        if (scene.boxes().isEmpty()) {
            return Optional.of(SceneRules.noBox());
        }
        return scene.boxes().stream()
                .flatMap(box -> check.checks().stream()
                        .flatMap(one -> Judge.mismatch(one, scene.only(box)).stream())
                        .map(mismatch -> of(box, mismatch, scene)))
                .findFirst();
    }

    /** How many of the checks hold, counted up to the first that does not. */
    private static int held(List<Check> checks, Scene scene) {
        int held = 0;
        while (held < checks.size() && Judge.mismatch(checks.get(held), scene).isEmpty()) {
            held++;
        }
        return held;
    }

    /** Of several boxes, the one that is meant is named. */
    private static Mismatch of(Evidence box, Mismatch mismatch, Scene scene) {
        if (scene.boxes().size() == 1) {
            return mismatch;
        }
        String name = box.box() + " (" + Excerpt.bare(String.join(" ", box.argv())) + "): ";
        Message message = new Message(
                "box " + name + mismatch.message().ko(),
                "Box " + name + mismatch.message().en());
        return new Mismatch(mismatch.expected(), "box " + name + mismatch.actual(), message);
    }
}
