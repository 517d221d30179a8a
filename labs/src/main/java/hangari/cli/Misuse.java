package hangari.cli;

import hangari.cli.text.Template;
import hangari.lesson.model.Excerpt;
import hangari.lesson.source.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line how a command was misused, and what was probably meant. */
record Misuse(Phrases phrases) {
    String line(ParameterException misuse) {
        CommandSpec command = misuse.getCommandLine().getCommandSpec();
        if (misuse instanceof UnmatchedArgumentException unmatched) {
            return unknown(command, unmatched.getUnmatched().get(0));
        }
        return seeHelp(command, what(command, misuse));
    }

    private String what(CommandSpec command, ParameterException misuse) {
        if (misuse instanceof MissingParameterException missing) {
            return missing(missing.getMissing().get(0));
        }
        if (misuse instanceof OverwrittenOptionException twice) {
            return phrases.say("misuse.twice", name(twice.getOverwritten()));
        }
        if (misuse instanceof MutuallyExclusiveArgsException) {
            return phrases.say("misuse.together", together(firstLine(misuse)));
        }
        ArgSpec wrong = misuse.getArgSpec();
        if (wrong != null && misuse.getValue() != null) {
            if (wrong.arity().max() == 0) {
                return phrases.say("misuse.flag", name(wrong), Excerpt.bare(misuse.getValue()));
            }
            return phrases.say("misuse.value", name(wrong), Excerpt.bare(misuse.getValue()), wrong.paramLabel());
        }
        return command.subcommands().isEmpty() ? firstLine(misuse) : phrases.say("misuse.no-command");
    }

    private String missing(ArgSpec missing) {
        return missing instanceof OptionSpec option
                ? phrases.say("misuse.missing.value", option.longestName(), option.paramLabel())
                : phrases.say("misuse.missing", missing.paramLabel());
    }

    /** The options, of which picocli tells in its message only. */
    private static String together(String message) {
        return new Template("Error: %s are mutually exclusive (specify only one)", "%s")
                .say(message)
                .orElse(message);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private String unknown(CommandSpec command, String word) {
        boolean option = word.startsWith("-");
        boolean subcommand = !command.subcommands().isEmpty();
        String kind = option ? "option" : subcommand ? "command" : "argument";
        Collection<String> known =
                option ? options(command) : List.copyOf(command.subcommands().keySet());
        String what = phrases.say("misuse." + kind, Excerpt.bare(word));
        return Nearest.to(word, known)
                .map(near -> phrases.say("misuse.nearest", what, near))
                .orElseGet(() -> seeHelp(command, what));
    }

    private String seeHelp(CommandSpec command, String what) {
        return phrases.say("misuse.help", what, command.qualifiedName());
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
}
