package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateDirectory;
import hangari.cli.text.Columns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a learner reads who does the first lab through a pipe. */
@Timeout(120)
class LabTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final String OUT = "box(\"ls\", \"/\").chroot(jail).then(mkdir(\"in\"), chroot(\"in\"), "
            + "chdir(\"../\".repeat(20)), chroot(\".\")).run()";

    @TempDir
    Path state;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String typed, String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(
                new ByteArrayInputStream(typed.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return Cli.run(console, new Surroundings(CHECKOUT, new StateDirectory(state), "en", false), arguments);
    }

    private String lab(String... typed) {
        assertThat(run(String.join("\n", typed) + "\n", "lab", "escape")).isZero();
        return out.toString(UTF_8);
    }

    private Path file(String code) throws IOException {
        return Files.writeString(state.resolve("mine.jsh"), code);
    }

    @Test
    void leadsFromTheStartToAGoal() {
        assertThat(lab("", OUT, "/goal", "/quit"))
                .containsSubsequence(
                        "== Lab · Escape a chroot",
                        "    1 out: Get out of the jail",
                        "Your file: " + state.resolve("labs/escape.jsh"),
                        "    var jail = rootfs",
                        "lab> ",
                        "box 1 · ls /",
                        "NO: 1 out",
                        "Hint: Still inside",
                        "NO: 2 namespace",
                        "box 2 · ls /",
                        "OK: 1 out",
                        "It was put into `jail`",
                        "  x 1 out",
                        "== 2 namespace",
                        "Progress saved, come back with: hangari lab escape");
        assertThat(lab("/quit")).contains("  x 1 out: Get out of the jail");
        assertThat(run("", "labs")).isZero();
        assertThat(out.toString(UTF_8)).contains("1/3").contains("escape");
    }

    @Test
    void gradesAgainAndHelps() {
        assertThat(lab(
                        "/hint",
                        "/hint 3",
                        "/hint 9",
                        "/solution",
                        "",
                        "/check",
                        "/syscalls",
                        "/lang ko",
                        "/reset",
                        "/edit"))
                .containsSubsequence(
                        "out: Hint 1 of 3",
                        "walled: Hint 1 of 3",
                        "No such goal: 9",
                        "Model answer",
                        "box(\"ls\", \"/\").root(jail).then(escape).run();",
                        "NO: 3 walled",
                        "execve(",
                        "== 실습 ·",
                        "box와 변수를 모두 지웠습니다.",
                        "/edit 는 터미널에서만");
    }

    @Test
    void survivesTheEndOfItsSession() {
        assertThat(lab("System.exit(3)", "1 + 1", "", "/quit"))
                .containsSubsequence("The session has ended", "Enter runs your file", "==> 2", "NO: 1 out");
    }

    @Test
    void fitsEightyColumns() {
        assertThat(lab("", "/check", "/goal 3", "/help", "/lang ko", "", "/check", "/goal 3", "/help", "/solution")
                        .lines()
                        .filter(line -> !line.contains(state.toString())))
                .allSatisfy(line -> assertThat(Columns.of(line)).as(line).isLessThanOrEqualTo(80));
    }

    @Test
    void putsBackTheStartAndKeepsWhatWasThere() throws IOException {
        lab("/quit");
        Path sheet = state.resolve("labs/escape.jsh");
        Files.writeString(sheet, "mine\n");
        assertThat(run("/quit\n", "lab", "escape", "--reset")).isZero();
        assertThat(sheet).content().contains("only-in-jail");
        assertThat(state.resolve("labs/escape.jsh.old")).hasContent("mine");
        assertThat(out.toString(UTF_8)).contains("what your file held is in");
    }

    @Test
    void gradesAFileWithAnExitStatus() throws IOException {
        assertThat(run("", "lab", "check", "escape")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("NO: 1 out", "Hint: ", "NO: 3 walled");

        String solution = CHECKOUT.resolve("labs/course/escape/solution.jsh").toString();
        assertThat(run("", "lab", "check", "escape", solution)).isZero();
        assertThat(out.toString(UTF_8)).containsSubsequence("OK: 1 out", "OK: 2 namespace", "OK: 3 walled");
        assertThat(run("", "labs")).isZero();
        assertThat(out.toString(UTF_8)).contains("done");
    }

    @Test
    void gradesForPrograms() throws IOException {
        String code =
                "var jail = rootfs(\"/bin/ls\").write(\"only-in-jail\", \"\");\nSystem.out.println(\"noise\");\n" + OUT;
        assertThat(run("", "lab", "check", "escape", file(code).toString(), "--json"))
                .isEqualTo(1);
        JsonNode result = JsonMapper.shared().readTree(out.toString(UTF_8));
        assertThat(result.get("passed").asBoolean()).isFalse();
        assertThat(result.get("boxes").asInt()).isEqualTo(1);
        assertThat(result.get("error").asString()).isEmpty();
        assertThat(result.get("goals").get(0).get("reached").asBoolean()).isTrue();
        assertThat(result.get("goals").get(1).get("hint").asString()).isEqualTo("hosts-mounts");
        assertThat(result.get("goals").get(1).get("why").asString()).contains("mount namespace");
    }

    @Test
    void saysWhereAFileDoesNotCompile() throws IOException {
        Path file = file("var jail = rootfs(\"/bin/ls\");\nbox(\"ls\").chrot(jail).run();\n");
        assertThat(run("", "lab", "check", "escape", file.toString())).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .startsWith("hangari: " + file + ":2:")
                .contains("chrot")
                .hasLineCount(1);
        assertThat(run("", "lab", "check", "escape", file("box(\"ls\"").toString()))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("hangari: " + file + ":1:").hasLineCount(1);
        assertThat(run("", "lab", "check", "escape", file("int a = 1 / 0;").toString()))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("ArithmeticException").hasLineCount(1);
        assertThat(run("", "lab", "check", "escape", file("System.exit(0)").toString()))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).hasLineCount(1);
    }

    @Test
    void refusesBadInputInOneLine() {
        assertThat(run("", "lab", "escpe")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: no lab escpe: did you mean escape?\n");
        assertThat(run("", "lab", "check", "../../etc")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: no lab ../../etc: hangari labs lists them\n");
        assertThat(run("", "lab", "check", "escape", "/nowhere.jsh")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: /nowhere.jsh: no such file: name a file of Java\n");
        assertThat(run("", "lab", "check", "escape", "/")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).hasLineCount(1);
        assertThat(run("", "lab")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).isEqualTo("hangari: NAME is missing: hangari labs lists them\n");
        assertThat(run("", "lab", "chek", "escape")).isEqualTo(125);
        assertThat(err.toString(UTF_8)).hasLineCount(1);
    }
}
