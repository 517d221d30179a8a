package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CliTest {
    @TempDir
    Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void aCourse() throws Exception {
        Files.createDirectories(temporary.resolve("한글 dir/lessons/course"));
    }

    private int run(String... arguments) {
        return Cli.run(console(), surroundings("ko_KR.UTF-8"), arguments);
    }

    private Console console() {
        return new Console(
                InputStream.nullInputStream(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private Surroundings surroundings(String locale) {
        return new Surroundings(
                temporary.resolve("한글 dir"), new StateDirectory(temporary.resolve("state")), locale, false);
    }

    @Test
    void speaksTheLanguageOfTheEnvironment() {
        run("course", "new", "veth");
        assertThat(run()).isZero();
        assertThat(out.toString(UTF_8)).contains("이 컴퓨터에서 무엇이 되는지");
    }

    @Test
    void speaksTheLanguageThatWasAskedFor() {
        run("course", "new", "veth");
        assertThat(run("--lang", "en")).isZero();
        assertThat(out.toString(UTF_8)).contains("what this machine can do");
    }

    @Test
    void refusesALanguageItDoesNotSpeak() {
        assertThat(run("--lang", "fr")).isEqualTo(125);
        assertThat(err.toString(UTF_8))
                .startsWith("hangari: ")
                .contains("fr", "ko|en")
                .hasLineCount(1);
    }

    @Test
    void namesTheNearestCommand() {
        assertThat(run("lesons")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: lesons: 그런 명령은 없습니다. 혹시 lessons입니까?\n");
    }

    @Test
    void namesTheNearestOption() {
        assertThat(run("doctor", "--jsn")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: --jsn: 그런 옵션은 없습니다. 혹시 --json입니까?\n");
    }

    @Test
    void saysHowAnOptionIsMisused() {
        assertThat(misused("run", "--name", "a", "--name", "b", "x")).startsWith("hangari: --name: 한 번만 쓸 수 있습니다.");
        assertThat(misused("doctor", "--json=5")).startsWith("hangari: --json: 값을 받지 않는 옵션입니다: 5.");
        assertThat(misused("compare", "--rootfs", "a", "--image", "b"))
                .startsWith("hangari: 이 가운데 하나만 쓸 수 있습니다: --rootfs=DIR, --image=IMAGE.");
    }

    private String misused(String... arguments) {
        err.reset();
        assertThat(run(arguments)).isEqualTo(125);
        return err.toString(UTF_8);
    }

    @Test
    void failsInOneLine() {
        assertThat(run("test")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: test is run by the launcher: ./hangari test\n");
    }

    @Test
    void showsWhereItFailedOnlyIfAsked() {
        run("test", "--verbose");
        assertThat(err.toString(UTF_8)).contains("\tat hangari.cli.TestCommand.call");
    }

    @Test
    void beginsALessonThatPassesTheCheck() {
        assertThat(run("course", "new", "veth")).isZero();
        assertThat(run("course", "check")).isZero();
        assertThat(out.toString(UTF_8)).contains("레슨 1개, 실습 0개, 오류 0개");
    }

    @Test
    void listsEveryFaultWithFileAndLine() throws Exception {
        run("course", "new", "veth");
        Path yaml = temporary.resolve("한글 dir/lessons/course/00-veth/lesson.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("hints: 1", "hint: 1"));
        assertThat(run("course", "check")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).containsPattern("lesson.yaml:[0-9]+: .*hint");
    }

    @Test
    void acceptsATextThatWasChanged() throws Exception {
        run("course", "new", "veth");
        Path english = temporary.resolve("한글 dir/lessons/course/00-veth/en.md");
        Files.writeString(english, Files.readString(english).replace("A nudge.", "A gentle nudge."));
        assertThat(run("course", "check")).isEqualTo(1);
        assertThat(run("course", "check", "--accept")).isZero();
    }

    @TestFactory
    List<DynamicTest> everyCommandShowsExamplesInItsHelp() {
        return CommandTree.visible(Cli.commandLine(new Hangari(console(), surroundings("")), Commands.all())).stream()
                .map(CommandLine::getCommandSpec)
                .map(command -> DynamicTest.dynamicTest(
                        command.qualifiedName(),
                        () -> assertThat(command.usageMessage().footer()).contains("Examples:")))
                .toList();
    }

    @TestFactory
    List<DynamicTest> everyExampleFitsIntoALine() {
        return CommandTree.visible(Cli.commandLine(new Hangari(console(), surroundings("")), Commands.all())).stream()
                .map(command -> DynamicTest.dynamicTest(
                        command.getCommandSpec().qualifiedName(),
                        () -> assertThat(examples(command)).isNotEmpty().allMatch(line -> line.startsWith("  "))))
                .toList();
    }

    /** What is shown below "Examples:"; a line that was too long for 80 columns goes on at the margin. */
    private static List<String> examples(CommandLine command) {
        return command.getUsageMessage()
                .lines()
                .dropWhile(line -> !line.equals("Examples:"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .toList();
    }

    @Test
    void completesOurCommandsInAShell() {
        assertThat(run("completion", "bash")).isZero();
        assertThat(out.toString(UTF_8)).contains("complete -F").contains("doctor");
    }

    @Test
    void completesTheNamesOfContainersAndImages() {
        assertThat(run("complete-names", "containers")).isZero();
        assertThat(run("complete-names", "images")).isZero();
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(temporary.resolve("state/run"))
                .as("no supervisor is begun for that")
                .doesNotExist();
    }
}
