package hangari.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The JDK's own jshell, with the runtime imported as in a lesson. */
@Command(
        name = "shell",
        description = "JShell with the runtime imported, as in a lesson but without one.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  hangari shell",
            "  echo 'box(\"ls\", \"/\").run()' | hangari shell",
            "  hangari shell FILE.jsh       run a file, then go on by hand",
        })
final class ShellCommand implements Callable<Integer> {
    @ParentCommand
    private Hangari hangari;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "files of snippets, run first")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new CommandException(hangari.phrases().say("shell.file", file));
            }
        }
        hangari.sweep();
        try (Classroom classroom = Classroom.open(hangari.surroundings())) {
            List<String> arguments = arguments(classroom);
            JavaShellToolBuilder shell = JavaShellToolBuilder.builder();
            if (!hangari.surroundings().terminal()) {
                shell.interactiveTerminal(false);
            }
            try (ShellMemory memory =
                    ShellMemory.open(hangari.surroundings().state().shell())) {
                return shell.env(Map.of()).persistence(memory.map()).start(arguments.toArray(String[]::new));
            }
        }
    }

    private List<String> arguments(Classroom classroom) throws IOException {
        Path startup = classroom.directory().work().resolve("startup.jsh");
        Files.writeString(startup, Classroom.startup());
        List<String> arguments = new ArrayList<>(List.of(
                "--class-path", Classroom.classPath(), "--startup", startup.toString(), "--feedback", "concise"));
        arguments.add("-R--enable-native-access=ALL-UNNAMED");
        classroom.directory().vmOptions().forEach(option -> arguments.add("-R" + option));
        files.forEach(file -> arguments.add(file.toString()));
        return arguments;
    }
}
