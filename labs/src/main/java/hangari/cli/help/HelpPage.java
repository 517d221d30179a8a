package hangari.cli.help;

import hangari.cli.text.Columns;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of one command, as picocli lays it out, but broken into lines between words. */
final class HelpPage extends Help {
    private static final int GAP = 2;

    HelpPage(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    /** In columns, of which Hangul takes two. */
    @Override
    public int synopsisHeadingLength() {
        return Columns.of(commandSpec().usageMessage().synopsisHeading());
    }

    @Override
    public String customSynopsis(Object... values) {
        return super.customSynopsis(values).replaceAll("\\R(?=.)", "\n" + " ".repeat(synopsisHeadingLength()));
    }

    @Override
    public String description(Object... values) {
        return paragraphs(commandSpec().usageMessage().description());
    }

    @Override
    public String footer(Object... values) {
        return paragraphs(commandSpec().usageMessage().footer());
    }

    private String paragraphs(String... lines) {
        var table = new WordTable(colorScheme(), new Column(width(), 0, Column.Overflow.WRAP));
        table.indentWrappedLines = 0;
        for (String line : lines) {
            table.addRowValues(line);
        }
        return table.toString();
    }

    @Override
    public Layout createDefaultLayout(
            List<OptionSpec> options, List<PositionalParamSpec> parameters, ColorScheme colours) {
        Column[] columns = super.createDefaultLayout(options, parameters, colours)
                .textTable()
                .columns();
        return new Layout(
                colours,
                new WordTable(colours, columns),
                createDefaultOptionRenderer(),
                createDefaultParameterRenderer());
    }

    @Override
    public String commandList(Map<String, Help> commands) {
        int names = commands.values().stream()
                .mapToInt(command -> names(command).length())
                .max()
                .orElse(0);
        var table = new WordTable(
                colorScheme(),
                new Column(names + GAP, GAP, Column.Overflow.SPAN),
                new Column(width() - names - GAP, GAP, Column.Overflow.WRAP));
        commands.values().forEach(command -> table.addRowValues(names(command), summary(command)));
        return table.toString();
    }

    private static String names(Help command) {
        return command.commandNamesText(", ").toString();
    }

    private static String summary(Help command) {
        return Stream.of(command.commandSpec().usageMessage().description())
                .findFirst()
                .orElse("");
    }

    private int width() {
        return commandSpec().usageMessage().width();
    }
}
