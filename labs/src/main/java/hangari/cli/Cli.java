package hangari.cli;

import hangari.cli.help.SpokenHelp;
import hangari.lesson.model.Language;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Finds the command that was meant, runs it, and turns whatever goes wrong into one line and an exit code. */
final class Cli {
    private Cli() {}

    static int run(Console console, Surroundings surroundings, String... arguments) {
        CommandLine command = commandLine(new Hangari(console, surroundings), Commands.named(arguments));
        return command.execute(arguments);
    }

    /** The command that has these below it. */
    static CommandLine commandLine(Hangari root, List<Commands.Named> below) {
        Console console = root.console();
        CommandLine command = new CommandLine(root);
        below.forEach(one -> command.addSubcommand(one.maker().get()));
        return command.registerConverter(Language.class, Cli::language)
                .setOut(console.writer())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setHelpFactory(new SpokenHelp(root::language))
                .setUsageHelpLongOptionsMaxWidth(28)
                .setUsageHelpAutoWidth(false)
                // an argument that begins with @ is not ours: it may be meant for a program in a container
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((misuse, given) -> misused(root, misuse))
                .setExecutionExceptionHandler((failure, failed, parsed) -> failed(root, failure));
    }

    private static Language language(String code) {
        return Language.of(code)
                .orElseThrow(() -> new TypeConversionException("no language " + code + ": ko and en are there"));
    }

    private static int misused(Hangari root, ParameterException misuse) {
        root.console().error(new Misuse(root.phrases()).line(misuse));
        return ExitCode.FAILED;
    }

    private static int failed(Hangari root, Exception failure) {
        Console console = root.console();
        console.error(new Failure(root.phrases()).line(failure));
        if (root.isVerbose()) {
            console.trace(failure);
        }
        return ExitCode.FAILED;
    }
}
