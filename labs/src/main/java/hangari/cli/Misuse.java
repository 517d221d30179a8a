package hangari.cli;

import hangari.lesson.source.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line how a command was misused, and what was probably meant. */
final class Misuse {
    private Misuse() {}

    static String explain(ParameterException misuse) {
        CommandSpec command = misuse.getCommandLine().getCommandSpec();
        if (misuse instanceof UnmatchedArgumentException unmatched) {
            return unknown(command, unmatched.getUnmatched().get(0));
        }
        String what = misuse instanceof MissingParameterException missing
                ? missing.getMissing().get(0).paramLabel() + " is missing"
                : lowerFirst(firstLine(misuse));
        return what + ": see " + command.qualifiedName() + " --help";
    }

    private static String unknown(CommandSpec command, String word) {
        boolean option = word.startsWith("-");
        boolean subcommand = !command.subcommands().isEmpty();
        String kind = option ? "unknown option " : subcommand ? "unknown command " : "unexpected argument ";
        Collection<String> known =
                option ? options(command) : List.copyOf(command.subcommands().keySet());
        return kind
                + word
                + ": "
                + Nearest.to(word, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("see " + command.qualifiedName() + " --help");
    }

    private static List<String> options(CommandSpec command) {
        List<String> names = new ArrayList<>();
        command.options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private static String firstLine(Throwable failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return message.lines().findFirst().orElse(failure.toString());
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
