package hangari.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a container runs, and as whom.
 *
 * @param argv the program and its arguments
 * @param env its environment
 * @param cwd its working directory inside; empty for {@code /}, or where the launcher is if the root is the host's
 * @param user as whom it runs; empty to stay who the container's first process is born as
 * @param rlimits the limits of its own that are set, beside those it inherits
 * @param oomScoreAdj how readily the kernel ends it for want of memory; empty to inherit that
 * @param terminal whether it has a terminal of its own, in its own {@code /dev/pts}
 */
public record ProcessSpec(
        List<String> argv,
        Map<String, String> env,
        Optional<String> cwd,
        Optional<Identity> user,
        List<Rlimit> rlimits,
        OptionalInt oomScoreAdj,
        boolean terminal) {
    private static final Map<String, String> DEFAULT_ENV = Map.of(
            "PATH", ProgramLookup.PATH,
            "HOME", "/root",
            "LANG", "C.UTF-8",
            "TERM", "xterm-256color");

    public ProcessSpec {
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new IllegalArgumentException("a box needs a program: box(\"ls\", \"/\")");
        }
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        rlimits = List.copyOf(rlimits);
    }

    /** A program with an ordinary environment. */
    public static ProcessSpec of(List<String> argv) {
        return new ProcessSpec(
                argv, DEFAULT_ENV, Optional.empty(), Optional.empty(), List.of(), OptionalInt.empty(), false);
    }

    /** Another program, or other arguments, the rest alike. */
    public ProcessSpec withArgv(List<String> words) {
        return new ProcessSpec(words, env, cwd, user, rlimits, oomScoreAdj, terminal);
    }

    /** With a variable more, or another value of it. */
    public ProcessSpec withEnv(String name, String value) {
        Map<String, String> more = new TreeMap<>(env);
        more.put(name, value);
        return withEnv(more);
    }

    /** With this environment and nothing else. */
    public ProcessSpec withEnv(Map<String, String> whole) {
        return new ProcessSpec(argv, whole, cwd, user, rlimits, oomScoreAdj, terminal);
    }

    public ProcessSpec withCwd(String directory) {
        return new ProcessSpec(argv, env, Optional.of(directory), user, rlimits, oomScoreAdj, terminal);
    }

    public ProcessSpec withUser(Identity who) {
        return new ProcessSpec(argv, env, cwd, Optional.of(who), rlimits, oomScoreAdj, terminal);
    }

    /** With one limit more, as by {@code docker run --ulimit}. */
    public ProcessSpec withRlimit(Rlimit limit) {
        List<Rlimit> more = new ArrayList<>(rlimits);
        more.add(limit);
        return new ProcessSpec(argv, env, cwd, user, more, oomScoreAdj, terminal);
    }

    public ProcessSpec withOomScoreAdj(int score) {
        return new ProcessSpec(argv, env, cwd, user, rlimits, OptionalInt.of(score), terminal);
    }

    /** On a terminal of its own; see {@link Console}. */
    public ProcessSpec onTerminal() {
        return new ProcessSpec(argv, env, cwd, user, rlimits, oomScoreAdj, true);
    }
}
