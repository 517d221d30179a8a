package hangari.lesson.play.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.lesson.check.Evidence;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.play.Auto;
import hangari.lesson.play.ProgressStore;
import hangari.lesson.play.Recording;
import hangari.lesson.shell.SessionSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a learner reads who plays through a pipe. */
@Timeout(120)
class TranscriptTest {
    @TempDir
    Path folder;

    private LearnRequest request(Optional<String> lesson, Optional<Language> language, String input, PrintStream out)
            throws Exception {
        String classes = Path.of(JarBox.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        Path evidence = folder.resolve("evidence.jsonl");
        SessionSettings session = SessionSettings.of(classes)
                .withStartup(List.of("import static hangari.lesson.play.screen.JarBox.*;"))
                .withVmOptions(List.of("-Dhangari.evidence=" + evidence))
                .withEvidence(evidence);
        return new LearnRequest(
                JarCourse.course(folder),
                lesson,
                language,
                Language.EN,
                true,
                folder.resolve("state"),
                session,
                Map.of(Feature.KVM, "no /dev/kvm: switch on virtualisation"),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                true);
    }

    private String learn(Optional<String> lesson, Optional<Language> language, String... lines) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String input = String.join("\n", lines) + "\n";
        int status = Learn.run(request(lesson, language, input, new PrintStream(out, true, StandardCharsets.UTF_8)));
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private String learn(String... lines) throws Exception {
        return learn(Optional.of("jar"), Optional.empty(), lines);
    }

    @Test
    void leadsFromPredictionToVerdict() throws Exception {
        String transcript = learn("b", "", "/quit");

        assertThat(transcript)
                .containsSubsequence(
                        "== Lesson 1 · The jar",
                        "What is in it?",
                        "== 1/3 Hello",
                        "The body.",
                        "    var status = jar(\"hello\", 0);",
                        "What will it print?",
                        "a) It prints hello.",
                        "your prediction (a/b, Enter: skip)> b",
                        "hangari> \n",
                        "status ==> 0",
                        "box 1 · echo hello  ->  exit status 0",
                        "  | hello",
                        "its own: uts:4026531999",
                        "NSpid",
                        "4711 -> 1",
                        "jar   (host: ",
                        "OK: Passed.",
                        "That is not what you predicted.",
                        "The misconception: silence.",
                        "Look at the hostname.",
                        "Enter: next step",
                        "Progress saved, come back with: hangari learn jar");
        assertThat(transcript).doesNotContain("\u001b");
    }

    @Test
    void judgesNothingThatIsTriedOnceTheStepIsPassed() throws Exception {
        assertThat(learn("a", "jar(\"bye\", 1)", "/quit")).contains("NO: Not yet.");

        assertThat(learn("", "jar(\"bye\", 1)", "/quit"))
                .containsSubsequence("OK: Passed.", "echo bye", "Enter: next step")
                .doesNotContain("Not yet.");
    }

    @Test
    void fitsEightyColumns() throws Exception {
        for (Language language : Language.values()) {
            learn(Optional.of("jar"), Optional.of(language), "a", "jar(\"x\", 1)", "", "/help", "/evidence", "/steps")
                    .lines()
                    .forEach(line -> assertThat(Look.columns(line)).as(line).isLessThanOrEqualTo(80));
        }
    }

    @Test
    void playsToTheEndAndGoesOnWithTheNextLesson() throws Exception {
        String transcript = learn("", "", "", "/solution", "", "", "", "", "/quit");

        assertThat(transcript)
                .containsSubsequence(
                        "No prediction made.",
                        "OK: Passed.",
                        "== 2/3 Your turn",
                        "Write the code yourself.",
                        "Model answer",
                        "    jar(\"hello\", status)",
                        "So.",
                        "OK: Passed.",
                        "== 3/3 A machine",
                        "This machine cannot run this step.",
                        "kvm: no /dev/kvm: switch on virtualisation",
                        "== That was the lesson on The jar.",
                        "Still broken.",
                        "Further reading: chroot(2)",
                        "== Lesson 2 · The jar",
                        "Progress saved, come back with: hangari learn lid");
        assertThat(new ProgressStore(folder.resolve("state"))
                        .load()
                        .progress()
                        .of("jar")
                        .finished())
                .isTrue();
    }

    @Test
    void staysOpenAtTheEndForWhatTheLearnerStillWantsToSee() throws Exception {
        String transcript = learn(
                "", "", "", "/solution", "", "", "", "/steps", "jar(\"hello\", 0)", "/evidence", "/help", "/quit");

        assertThat(transcript)
                .containsSubsequence(
                        "== That was the lesson on The jar.",
                        "Enter goes on to the next lesson (lid)",
                        "1 x Hello  (passed)",
                        "echo hello",
                        "Enter goes on to the next lesson (lid)",
                        "echo hello",
                        "/quit",
                        "Progress saved");
        assertThat(new ProgressStore(folder.resolve("state")).load().progress().of("jar"))
                .matches(record -> record.finished() && record.visit().isEmpty());
    }

    @Test
    void goesBackIntoTheLessonFromItsEnd() throws Exception {
        assertThat(learn("", "", "", "/solution", "", "", "", "/jump first", "/quit"))
                .containsSubsequence("== That was the lesson on The jar.", "== 1/3 Hello", "Progress saved");
    }

    @Test
    void explainsAWrongSnippetACompileErrorAndAnException() throws Exception {
        assertThat(learn("", "jar(\"hello\", 1)", "int a = ;", "Integer.parseInt(\"x\")", "/quit"))
                .containsSubsequence(
                        "NO: Not yet.",
                        "Hint: It exited with 1.",
                        "NO: line 1, column 9: illegal start of expression",
                        "NO: exception: NumberFormatException: For input string: \"x\"",
                        "    line 1")
                .doesNotContain("\tat ");
    }

    @Test
    void comesBackWhereTheLearnerLeft() throws Exception {
        learn("a", "", "", "int mine = 7;");

        assertThat(learn("jar(\"hello\", mine - 7)", "/quit"))
                .containsSubsequence("Going on at the step where you left.", "== 2/3 Your turn", "OK: Passed.");
    }

    @Test
    void rebuildsTheSessionThatTheCodeEnded() throws Exception {
        assertThat(learn("", "int a = 42;", "System.exit(1)", "a", "/undo", "a", "/quit"))
                .containsSubsequence(
                        "The session has ended (System.exit or a crash); it is being rebuilt.",
                        "a ==> 42",
                        "Taken back: a",
                        "a ==> 42");
    }

    @Test
    void takesSeveralLinesForOneInput() throws Exception {
        assertThat(learn("", "int twice(int n) {", "return 2 * n;", "}", "twice(21)", "/quit"))
                .containsSubsequence(
                        "hangari> int twice(int n) {", "   ...> return 2 * n;", "declared twice(int)", "==> 42");
    }

    @Test
    void switchesTheLanguageAndReprintsTheStep() throws Exception {
        assertThat(learn("/lang ko", "", "/lang xx", "/lang", "/quit"))
                .containsSubsequence(
                        "== 1/3 인사", "무엇을 출력합니까?", "예측 (a/b, Enter: 건너뛰기)> ", "/lang ko 또는 /lang en", "== 1/3 Hello");
        assertThat(learn(Optional.empty(), Optional.empty(), "/quit")).contains("== 1/3 Hello");
    }

    @Test
    void obeysItsCommands() throws Exception {
        assertThat(learn(
                        "",
                        "/syscalls",
                        "",
                        "/syscalls",
                        "/evidence",
                        "/steps",
                        "/n",
                        "/b",
                        "/jump 2",
                        "/jump 9",
                        "/res",
                        "/h",
                        "/hnt",
                        "/frobnicate",
                        "/check",
                        "/hint",
                        "/sh",
                        "/help",
                        "/quit"))
                .containsSubsequence(
                        "No box was run yet.",
                        "  1  clone3(CLONE_NEWUTS) = 4711",
                        "  2~ close_range(3, ~0) = 0",
                        "uid_map       0 1000 1",
                        " 1 x Hello  (passed, here)",
                        "== 2/3 Your turn",
                        "== 1/3 Hello",
                        "== 2/3 Your turn",
                        "No such step: 9 (see /steps)",
                        "Back where the step began.",
                        "/h: could be any of /hint, /help",
                        "/hnt: no such command; did you mean /hint?",
                        "/frobnicate: no such command; see /help",
                        "Nothing was run yet.",
                        "No more hints. The answer: /solution",
                        "/sh works in a terminal only.",
                        "/quit");
    }

    @Test
    void refusesALessonOrStepThatIsNot() {
        assertThatThrownBy(() -> learn(Optional.of("jat"), Optional.empty()))
                .isInstanceOf(LearnException.class)
                .hasMessage("no lesson jat: did you mean jar?");
        assertThatThrownBy(() -> learn(Optional.of("jar/last"), Optional.empty()))
                .isInstanceOf(LearnException.class)
                .hasMessage("lesson jar has no step last: use one of first, task, impossible");
    }

    @Test
    void saysInOneLineThatProgressCannotBeSaved() throws Exception {
        Files.writeString(folder.resolve("state"), "a file where the folder should be");

        assertThat(learn("a", "", "/quit"))
                .containsOnlyOnce("progress not saved")
                .contains("Progress was not saved.");
    }

    @Test
    void showsTheEvidenceOfAnotherMachineWhereThisOneCannotRunAStep() throws Exception {
        Recording.here(Map.of("impossible", List.of(boxOfAnotherMachine()))).write(folder, text -> text);

        assertThat(learn("/jump impossible", "/syscalls", "/quit"))
                .containsSubsequence(
                        "This machine cannot run this step.",
                        "Recorded on another machine (Linux ",
                        "box 7 · uname -r  ->  exit status 0",
                        "  | 6.18",
                        "Enter skips it.",
                        "  1  clone3() = 4711");
    }

    private static Evidence boxOfAnotherMachine() {
        return new Evidence(
                7,
                List.of("uname", "-r"),
                4711,
                Evidence.State.EXITED,
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                "6.18\n",
                "",
                Map.of("uts", 1L),
                List.of(4711L),
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(new Evidence.Call("clone3", "clone3()", Optional.of(4711L), Optional.empty(), false)));
    }

    @Test
    void keepsWhatTheModelAnswersShowed() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Learn.record(
                request(Optional.of("jar"), Optional.empty(), "", new PrintStream(out, true, StandardCharsets.UTF_8)));

        assertThat(Recording.of(folder)).hasValueSatisfying(recording -> {
            assertThat(recording.steps()).containsOnlyKeys("first", "task");
            assertThat(recording.boxes("first").get(0).hostname()).isEqualTo("jar");
        });
    }

    @Test
    void playsItselfInBothLanguages() throws Exception {
        for (Language language : Language.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Auto.Report report = Learn.auto(request(
                    Optional.of("jar"), Optional.of(language), "", new PrintStream(out, true, StandardCharsets.UTF_8)));

            assertThat(report.passed()).isEqualTo(2);
            assertThat(report.skipped()).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("OK: jar/first\nOK: jar/task\n--: jar/impossible: ");
        }
    }
}
