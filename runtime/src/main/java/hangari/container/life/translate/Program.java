package hangari.container.life.translate;

import hangari.container.Rlimit;
import hangari.container.life.ContainerConfig;
import hangari.image.oci.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a container runs, and as whom.
 *
 * @param argv the program and its arguments
 * @param user {@code USER[:GROUP]}, to be looked up in the image; empty for root
 * @param groups further groups, names or numbers, to be looked up there too
 * @param workdir where it begins; made if it is not there
 */
public record Program(
        List<String> argv,
        Environment environment,
        String user,
        List<String> groups,
        String workdir,
        boolean terminal,
        List<Rlimit> rlimits,
        OptionalInt oomScoreAdj) {
    private static final Pattern USER = Pattern.compile("[^:\\p{Cntrl}]{0,256}(:[^:\\p{Cntrl}]{0,256})?");

    private static final Pattern GROUP = Pattern.compile("[^:\\p{Cntrl}]{1,256}");

    public Program {
        argv = List.copyOf(argv);
        groups = List.copyOf(groups);
        rlimits = List.copyOf(rlimits);
    }

    static Program of(ContainerConfig config, Settings image) {
        return new Program(
                Command.of(config, image),
                Environment.of(config, image),
                user(config.user().isEmpty() ? image.user() : config.user()),
                groups(config.host().groupAdd()),
                workdir(config.workdir().isEmpty() ? image.workingDir() : config.workdir(), "/"),
                config.terminal(),
                rlimits(config),
                oomScoreAdj(config));
    }

    static String user(String text) {
        if (!USER.matcher(text).matches()) {
            throw Objection.to("user", text, "write it as USER[:GROUP], names or numbers");
        }
        return text;
    }

    private static List<String> groups(List<String> names) {
        for (String name : Words.few("groups", names)) {
            if (!GROUP.matcher(name).matches()) {
                throw Objection.to("group", name, "give its name or its number");
            }
        }
        return names;
    }

    static String workdir(String path, String otherwise) {
        if (path.isEmpty()) {
            return otherwise;
        }
        if (!path.startsWith("/")) {
            throw Objection.to("working directory", path, "it is an absolute path");
        }
        return Words.path("working directory", path).toString();
    }

    private static List<Rlimit> rlimits(ContainerConfig config) {
        List<Rlimit> limits = new ArrayList<>();
        for (String text : Words.few("ulimits", config.host().ulimits())) {
            limits.add(Objection.orElse(() -> Rlimit.parse(text)));
        }
        return limits;
    }

    // proc_pid_oom_score_adj(5): "the value ... range[s] from -1000 ... to +1000"
    private static OptionalInt oomScoreAdj(ContainerConfig config) {
        OptionalInt score = config.host().oomScoreAdj();
        score.ifPresent(value -> {
            if (value < -1000 || value > 1000) {
                throw Objection.to("oom score adjustment", Integer.toString(value), "choose from -1000 to 1000");
            }
        });
        return score;
    }
}
