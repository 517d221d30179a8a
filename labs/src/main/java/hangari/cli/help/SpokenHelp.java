package hangari.cli.help;

import hangari.lesson.model.Language;
import java.util.function.Supplier;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Makes the help of a command, in the language to speak.
 *
 * <p>picocli asks for it when help is shown and at no other time: who does not ask for help pays nothing for it.
 *
 * @param language the language to speak; asked for only when there is help to show
 */
public record SpokenHelp(Supplier<Language> language) implements IHelpFactory {
    @Override
    public Help create(CommandSpec command, ColorScheme colours) {
        if (language.get() == Language.KO && command.resourceBundle() == null) {
            command.resourceBundle(new HelpTexts(command, KoreanHelp::say));
        }
        return new HelpPage(command, colours);
    }
}
