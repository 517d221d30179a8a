package hangari.container.life.translate;

import hangari.container.UserDatabase;
import hangari.container.life.ContainerConfig;
import hangari.image.oci.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables of a container, in the order in which they override each other: the defaults, the image's, the request's.
 *
 * @param assignments {@code NAME=VALUE}; a bare {@code NAME} takes a variable away
 */
public record Environment(List<String> assignments) {
    // moby, oci/defaults: DefaultUnixPathEnv
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public Environment {
        assignments = List.copyOf(assignments);
    }

    static Environment of(ContainerConfig config, Settings image) {
        List<String> all = new ArrayList<>(image.env());
        all.addAll(checked(config.env()));
        return new Environment(Words.executable("environment", all));
    }

    static List<String> checked(List<String> assignments) {
        for (String assignment : assignments) {
            if (assignment.isEmpty() || assignment.startsWith("=")) {
                throw Objection.to("environment variable", assignment, "write it as NAME=VALUE");
            }
        }
        return assignments;
    }

    /** With more behind those that are there. */
    Environment and(List<String> more) {
        List<String> all = new ArrayList<>(assignments);
        all.addAll(checked(more));
        return new Environment(Words.executable("environment", all));
    }

    /** What a process gets. Source: moby, container.CreateDaemonEnvironment; for HOME, runc. */
    Map<String, String> variables(String hostname, boolean terminal, UserDatabase.Person person) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("PATH", PATH);
        variables.put("HOSTNAME", hostname);
        if (terminal) {
            variables.put("TERM", "xterm");
        }
        for (String assignment : assignments) {
            String[] pair = assignment.split("=", 2);
            if (pair.length == 2) {
                variables.put(pair[0], pair[1]);
            } else {
                variables.remove(pair[0]);
            }
        }
        if (variables.getOrDefault("HOME", "").isEmpty()) {
            variables.put("HOME", person.home());
        }
        return variables;
    }
}
