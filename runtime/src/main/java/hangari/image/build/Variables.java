package hangari.image.build;

import hangari.image.dockerfile.Expansion;
import hangari.image.dockerfile.Instruction.Arg;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The variables that ARG has declared in a stage. Source: Dockerfile reference, "Understand how ARG and FROM interact". */
final class Variables {
    private final Map<String, String> given;
    private final Map<String, String> globals;
    private final Map<String, String> platforms;
    private final Map<String, String> values = new TreeMap<>();

    Variables(BuildRequest request, BuildPlan plan, Stage stage) {
        this.given = request.args();
        this.globals = plan.globals();
        this.platforms = PredefinedArgs.platforms(stage.platform());
    }

    void declare(Arg arg, Expansion expansion) {
        for (Arg.Variable variable : arg.variables()) {
            String name = variable.name();
            Optional.ofNullable(given.get(name))
                    .or(() -> variable.value().map(expansion::word))
                    .or(() -> Optional.ofNullable(globals.get(name)))
                    .or(() -> Optional.ofNullable(platforms.get(name)))
                    .ifPresent(value -> values.put(name, value));
        }
    }

    /** What a word is expanded with: "Environment variables defined using ENV always override an ARG of the same name." */
    Map<String, String> with(Map<String, String> env) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(env);
        return all;
    }

    /** Those that a program sees and its history shows. */
    Map<String, String> shown(Map<String, String> env) {
        Map<String, String> shown = new TreeMap<>(values);
        shown.keySet().removeAll(env.keySet());
        return shown;
    }

    /** What a program is given beside its environment: those that were declared, and the proxies, which need not be. */
    Map<String, String> beside(Map<String, String> env) {
        Map<String, String> all = new TreeMap<>(given);
        all.keySet().retainAll(PredefinedArgs.PROXIES);
        all.putAll(shown(env));
        return all;
    }

    /** Takes over what the stage that this one is built upon has declared. */
    void inherit(Variables base) {
        values.putAll(base.values);
    }

    /** The arguments that were given and that nothing has asked for. */
    static Set<String> unused(BuildRequest request, Set<String> declared) {
        Set<String> unused = new TreeSet<>(request.args().keySet());
        unused.removeAll(declared);
        unused.removeAll(PredefinedArgs.PROXIES);
        unused.removeAll(PredefinedArgs.platforms(request.platform()).keySet());
        unused.remove(PredefinedArgs.EPOCH);
        return unused;
    }
}
