package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import hangari.cli.help.Example;
import hangari.cli.help.KoreanHelp;
import hangari.cli.state.StateDirectory;
import hangari.cli.text.Columns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of every command says the same in both languages. */
class HelpTest {
    private static final int WIDTH = 80;

    @TempDir
    Path state;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** The help of each command, by the language of the environment. */
    private final Map<String, Map<String, String>> trees = new HashMap<>();

    @Test
    void everyTextIsTranslated() {
        assertThat(english()).hasSizeGreaterThan(300);
        assertThat(without(english(), KoreanHelp.texts().texts().keySet()))
                .as("what has no Korean in ko.po")
                .isEmpty();
    }

    @Test
    void noTranslationIsLeftOver() {
        assertThat(without(KoreanHelp.texts().texts().keySet(), english()))
                .as("what stands in ko.po and in no help")
                .isEmpty();
    }

    @Test
    void noTextIsTranslatedTwice() throws IOException {
        try (InputStream file = KoreanHelp.class.getResourceAsStream("ko.po")) {
            assertThat(new String(file.readAllBytes(), UTF_8).lines().filter(line -> line.startsWith("msgid ")))
                    .doesNotHaveDuplicates();
        }
    }

    private static Set<String> without(Set<String> texts, Set<String> others) {
        Set<String> rest = new LinkedHashSet<>(texts);
        rest.removeAll(others);
        return rest;
    }

    @TestFactory
    List<DynamicTest> isNowhereWiderThanTheTerminal() {
        return forEachCommand(name -> assertThat(Stream.concat(page("en", name), page("ko", name)))
                .allMatch(line -> Columns.of(line) <= WIDTH));
    }

    @TestFactory
    List<DynamicTest> isInOneLanguage() {
        return forEachCommand(name -> assertThat(page("ko", name))
                .anyMatch(line -> line.startsWith("사용법: "))
                .contains("예:")
                .noneMatch(line -> line.startsWith("Usage: ") || line.equals("Commands:") || line.equals("Examples:")));
    }

    @TestFactory
    List<DynamicTest> showsTheSameExamplesInBothLanguages() {
        return forEachCommand(name -> assertThat(examples("ko", name))
                .isNotEmpty()
                .extracting(Example::command)
                .isEqualTo(examples("en", name).stream().map(Example::command).toList()));
    }

    @TestFactory
    List<DynamicTest> showsExamplesThatCanBeTyped() {
        return forEachCommand(name -> examples("en", name)
                .forEach(example -> TypedExample.of(example.command()).calls().forEach(this::parse)));
    }

    private void parse(List<String> words) {
        String[] arguments = words.toArray(String[]::new);
        assertThatCode(() ->
                        Cli.commandLine(root(""), Commands.named(arguments)).parseArgs(arguments))
                .as("hangari %s", String.join(" ", words))
                .doesNotThrowAnyException();
    }

    @Test
    void isShownByHelpToo() {
        List<String> asked = page("ko", "run").toList();
        assertThat(run("ko_KR.UTF-8", "help", "run")).isEqualTo(asked);
        assertThat(run("ko_KR.UTF-8", "help", "container", "run")).contains(asked.get(1));
        assertThat(run("ko_KR.UTF-8", "help")).isEqualTo(run("ko_KR.UTF-8", "--help"));
    }

    @Test
    void isRefusedForWhatIsNoCommand() {
        assertThat(run("", "help", "image", "lss")).isEmpty();
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: unknown command lss: did you mean ls?\n");
    }

    @Test
    void isInTheLanguageThatWasAskedFor() {
        assertThat(run("ko_KR.UTF-8", "--lang", "en", "ps", "--help").get(0)).startsWith("Usage: ");
        assertThat(run("C.UTF-8", "ps", "--lang", "ko", "--help").get(0)).startsWith("사용법: ");
    }

    @Test
    void keepsWhatAShellReadsTwiceAsItIsTyped() {
        assertThat(page("ko", "run")).anyMatch(line -> line.endsWith("sh -c 'echo $$'"));
    }

    private List<DynamicTest> forEachCommand(Consumer<String> check) {
        return commands().stream()
                .map(HelpTest::name)
                .map(name -> DynamicTest.dynamicTest("hangari " + name, () -> check.accept(name)))
                .toList();
    }

    /** The lines of the help of one command; its words are separated by spaces. */
    private Stream<String> page(String locale, String command) {
        return trees.computeIfAbsent(locale, this::pages).get(command).lines();
    }

    private Map<String, String> pages(String locale) {
        Map<String, String> pages = new HashMap<>();
        CommandTree.visible(Cli.commandLine(root(locale), Commands.all()))
                .forEach(command -> pages.put(name(command.getCommandSpec()), command.getUsageMessage()));
        return pages;
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName().substring("hangari".length()).strip();
    }

    private List<Example> examples(String language, String command) {
        return page(language, command)
                .dropWhile(line -> !line.equals("Examples:") && !line.equals("예:"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .map(line -> Example.of(line)
                        .orElseThrow(() -> new AssertionError(line + ": goes on, since it is wider than a line")))
                .toList();
    }

    private List<String> run(String locale, String... arguments) {
        out.reset();
        int unused = Cli.run(console(), surroundings(locale), arguments);
        return out.toString(UTF_8).lines().toList();
    }

    private Console console() {
        return new Console(
                InputStream.nullInputStream(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private Surroundings surroundings(String locale) {
        return new Surroundings(state, new StateDirectory(state), locale, false);
    }

    private Hangari root(String locale) {
        return new Hangari(console(), surroundings(locale));
    }

    private List<CommandSpec> commands() {
        return CommandTree.visible(Cli.commandLine(root(""), Commands.all())).stream()
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    /** Every text of every help; of an example, its comment. */
    private Set<String> english() {
        Set<String> texts = new LinkedHashSet<>();
        commands().stream()
                .flatMap(HelpTest::texts)
                .map(text -> Example.of(text).map(Example::comment).orElse(text))
                .filter(text -> !text.isBlank())
                .forEach(texts::add);
        return texts;
    }

    private static Stream<String> texts(CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();
        assertThat(command.argGroups())
                .as("groups of options with a heading: give it to HelpTexts")
                .allMatch(group -> group.heading() == null);
        return Stream.of(
                        headings(usage),
                        Stream.of(usage.header()),
                        Stream.of(usage.description()),
                        Stream.of(usage.footer()),
                        command.args().stream()
                                .filter(argument -> !argument.hidden())
                                .flatMap(HelpTest::description))
                .flatMap(all -> all);
    }

    private static Stream<String> description(ArgSpec argument) {
        assertThat(argument.description()).as("description of %s", argument).isNotEmpty();
        return Stream.of(argument.description());
    }

    private static Stream<String> headings(UsageMessageSpec usage) {
        return Stream.of(
                usage.headerHeading(),
                usage.synopsisHeading(),
                usage.descriptionHeading(),
                usage.parameterListHeading(),
                usage.optionListHeading(),
                usage.commandListHeading(),
                usage.exitCodeListHeading(),
                usage.footerHeading());
    }
}
