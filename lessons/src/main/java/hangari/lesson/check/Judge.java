package hangari.lesson.check;

import static java.util.Map.entry;

import hangari.lesson.model.Check;
import hangari.lesson.model.Step;
import hangari.lesson.model.Step.ObservedHint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Compares what the kernel showed with what a step expects.
 *
 * <pre>{@code
 * Scene scene = Scene.now(file.since(before).boxes(), value, Proc.SYSTEM);
 * Verdict verdict = Judge.judge(step, scene);
 * if (verdict instanceof Verdict.Failed failed) { say(failed.mismatch().message().in(language)); }
 * }</pre>
 */
public final class Judge {
    private static final Map<Class<? extends Check>, Rule> RULES = Map.ofEntries(
            entry(Check.Boxes.class, ofScene(Check.Boxes.class, SceneRules::boxes)),
            entry(Check.Select.class, ofScene(Check.Select.class, SceneRules::select)),
            entry(Check.Any.class, ofScene(Check.Any.class, QuantifierRules::any)),
            entry(Check.Every.class, ofScene(Check.Every.class, QuantifierRules::every)),
            entry(Check.Value.class, ofScene(Check.Value.class, OutputRules::value)),
            entry(Check.Not.class, ofScene(Check.Not.class, SceneRules::not)),
            entry(Check.Exit.class, ofBox(Check.Exit.class, ProcessRules::exit)),
            entry(Check.Signal.class, ofBox(Check.Signal.class, ProcessRules::signal)),
            entry(Check.Refused.class, ofBox(Check.Refused.class, CallRules::refused)),
            entry(Check.Called.class, ofBox(Check.Called.class, CallRules::called)),
            entry(Check.Sequence.class, ofBox(Check.Sequence.class, SequenceRules::sequence)),
            entry(Check.NsPid.class, ofBox(Check.NsPid.class, ProcessRules::nspid)),
            entry(Check.Running.class, ofBox(Check.Running.class, ProcessRules::running)),
            entry(Check.Descendant.class, ofBox(Check.Descendant.class, ProcessRules::descendant)),
            entry(Check.Namespaces.class, ofBox(Check.Namespaces.class, IsolationRules::namespaces)),
            entry(Check.Hostname.class, ofBox(Check.Hostname.class, IsolationRules::hostname)),
            entry(Check.Root.class, ofBox(Check.Root.class, IsolationRules::root)),
            entry(Check.OldRoot.class, ofBox(Check.OldRoot.class, OldRootRules::oldRoot)),
            entry(Check.MountPoint.class, ofBox(Check.MountPoint.class, MountRules::mount)),
            entry(Check.Stdout.class, ofBox(Check.Stdout.class, OutputRules::stdout)),
            entry(Check.Stderr.class, ofBox(Check.Stderr.class, OutputRules::stderr)),
            entry(Check.HostFile.class, ofScene(Check.HostFile.class, FileRules::file)));

    private Judge() {}

    /** Judges a scene by the checks of a step, in their order. */
    public static Verdict judge(Step step, Scene scene) {
        for (Check check : step.check()) {
            Optional<Mismatch> mismatch = mismatch(check, scene);
            if (mismatch.isPresent()) {
                return new Verdict.Failed(
                        check, mismatch.get(), hint(step, scene).map(ObservedHint::id));
            }
        }
        return new Verdict.Passed();
    }

    /** The first observed hint of a step all of whose conditions hold. */
    public static Optional<ObservedHint> hint(Step step, Scene scene) {
        return step.observed().stream().filter(hint -> hold(hint.when(), scene)).findFirst();
    }

    /** Whether all of the checks hold. */
    static boolean hold(List<Check> checks, Scene scene) {
        return checks.stream().allMatch(check -> mismatch(check, scene).isEmpty());
    }

    /** Why a check does not hold; empty if it does. */
    static Optional<Mismatch> mismatch(Check check, Scene scene) {
        Rule rule = RULES.get(check.getClass());
        if (rule == null) {
            throw new IllegalStateException("no rule for " + check.getClass().getSimpleName());
        }
        return rule.mismatch(check, scene);
    }

    private static <C extends Check> Rule ofScene(Class<C> kind, BiFunction<C, Scene, Optional<Mismatch>> rule) {
        return (check, scene) -> rule.apply(kind.cast(check), scene);
    }

    /** A rule about one box: the last one. */
    private static <C extends Check> Rule ofBox(Class<C> kind, BoxRule<C> rule) {
        return (check, scene) -> {
            Optional<Evidence> box = scene.last();
            return box.isPresent()
                    ? rule.mismatch(kind.cast(check), box.get(), scene.host())
                    : Optional.of(SceneRules.noBox());
        };
    }

    /** Compares a check with a scene. */
    private interface Rule {
        Optional<Mismatch> mismatch(Check check, Scene scene);
    }

    /** Compares a check with one box. */
    private interface BoxRule<C extends Check> {
        Optional<Mismatch> mismatch(C check, Evidence box, Host host);
    }
}
