package hangari.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the script by which a shell completes our commands. */
@Command(
        name = "completion",
        description = "Prints the script by which bash or zsh completes hangari's commands, containers and images.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  source <(hangari completion bash)",
            "  source <(hangari completion zsh)",
        })
final class CompletionCommand implements Callable<Integer> {
    private static final String NAMES = "completion-names.sh";

    enum Shell {
        bash,
        zsh
    }

    @ParentCommand
    private Hangari hangari;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh", description = "the shell")
    private Shell shell;

    @Override
    public Integer call() {
        // One script serves both: inside zsh it turns on bash's way of completing.
        hangari.console().line("# Load with: source <(hangari completion " + shell + ")");
        hangari.console().line(AutoComplete.bash("hangari", spec.root().commandLine()));
        hangari.console().line(names());
        return ExitCode.OK;
    }

    /** What the script of picocli cannot do: to ask for names when they are needed. */
    private static String names() {
        try (InputStream file = Objects.requireNonNull(CompletionCommand.class.getResourceAsStream(NAMES), NAMES)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(NAMES, e);
        }
    }
}
