package hangari.cli.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say which variables a process finds: the same for a container and for a further process of one. */
final class EnvironmentOptions {
    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME[=VALUE]",
            description = "a variable of its environment; without a value, ours")
    private List<String> env = List.of();

    @Option(names = "--env-file", paramLabel = "FILE", description = "variables, one a line")
    private List<Path> envFiles = List.of();

    /** All of them, {@code NAME=VALUE}; what has no value takes that of our environment. */
    List<String> variables(Map<String, String> ours) {
        return Variables.all(envFiles, env, ours);
    }
}
