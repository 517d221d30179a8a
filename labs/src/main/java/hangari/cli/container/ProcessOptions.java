package hangari.cli.container;

import hangari.container.life.ContainerDraft;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which process a container is begun with, and what is noted of it. */
final class ProcessOptions {
    @Option(
            names = {"-i", "--interactive"},
            description = "keep its standard input open")
    boolean interactive;

    @Option(
            names = {"-t", "--tty"},
            description = "give it a terminal of its own")
    boolean tty;

    @Option(names = "--name", paramLabel = "NAME", description = "its name; else one is made up")
    String name = "";

    @Mixin
    private final EnvironmentOptions environment = new EnvironmentOptions();

    @Option(
            names = {"-w", "--workdir"},
            paramLabel = "DIR",
            description = "where it begins")
    private String workdir = "";

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER[:GROUP]",
            description = "who it is; names or numbers")
    private String user = "";

    @Option(
            names = {"-h", "--hostname"},
            paramLabel = "NAME",
            description = "what it calls its machine")
    private String hostname = "";

    @Option(names = "--entrypoint", paramLabel = "PROGRAM", description = "what is run instead of the image's own")
    private @Nullable String entrypoint;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "NAME[=VALUE]",
            description = "a note on it")
    private List<String> labels = List.of();

    @Option(names = "--label-file", paramLabel = "FILE", description = "notes, one a line")
    private List<Path> labelFiles = List.of();

    @Option(names = "--init", description = "run a small init as its first process, which hands signals on")
    private boolean init;

    @Option(names = "--group-add", paramLabel = "GROUP", description = "a further group, by name or number")
    private List<String> groups = List.of();

    @Option(names = "--stop-signal", paramLabel = "SIGNAL", description = "what stop sends; else the image's")
    private String stopSignal = "";

    @Option(names = "--stop-timeout", paramLabel = "SECONDS", description = "how long stop waits; else 10")
    private @Nullable Integer stopTimeout;

    void apply(ContainerDraft draft, Map<String, String> ours) {
        draft.interactive(interactive)
                .terminal(tty)
                .workdir(workdir)
                .user(user)
                .hostname(hostname)
                .init(init)
                .stopSignal(stopSignal);
        groups.forEach(draft::groupAdd);
        if (entrypoint != null) {
            // docker: an empty text takes the image's own away, and its command with it
            draft.entrypoint(List.of(entrypoint));
        }
        if (stopTimeout != null) {
            draft.stopTimeout(stopTimeout);
        }
        environment.variables(ours).forEach(draft::env);
        Variables.labels(labelFiles, labels).forEach(draft::label);
    }
}
