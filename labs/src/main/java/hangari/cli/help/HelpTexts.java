package hangari.cli.help;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * All texts in the help of one command, translated, by the keys under which picocli looks for them.
 *
 * <p>Source: picocli's manual, "Internationalization".
 */
final class HelpTexts extends ResourceBundle {
    private final UnaryOperator<String> translation;
    private final Map<String, String> texts = new LinkedHashMap<>();

    HelpTexts(CommandSpec command, UnaryOperator<String> translation) {
        this.translation = translation;
        UsageMessageSpec usage = command.usageMessage();
        put("usage.synopsisHeading", usage.synopsisHeading());
        put("usage.commandListHeading", usage.commandListHeading());
        putAll("usage.header", usage.header());
        putAll("usage.description", usage.description());
        putAll("usage.footer", usage.footer());
        command.options().forEach(option -> putAll(key(option), option.description()));
        command.positionalParameters().forEach(parameter -> putAll(key(parameter), parameter.description()));
    }

    /** The keys of options: "the option name without the leading hyphens". */
    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    /** Those of positional parameters: "paramLabel[index]". */
    private static String key(PositionalParamSpec parameter) {
        return parameter.paramLabel() + "[" + parameter.index() + "]";
    }

    private void putAll(String key, String[] lines) {
        for (int i = 0; i < lines.length; i++) {
            put(key + "." + i, lines[i]);
        }
    }

    private void put(String key, String english) {
        // picocli reads $$ as one $, once more
        texts.put(key, translation.apply(english).replace("$$", "$$$$"));
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return texts.get(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.keySet());
    }
}
