package hangari.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hangari.cli.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is asked for that is not there, and whatever is broken: one line, with the remedy, in both languages. */
class BadInputTest {
    @TempDir
    Path temporary;

    private Path checkout;
    private Path lesson;
    private Path state;

    @BeforeEach
    void aCourseOfTwoLessons() throws Exception {
        checkout = temporary.resolve("항아리 연습/a b");
        state = temporary.resolve("상태 dir");
        Files.createDirectories(checkout.resolve("lessons/course"));
        assertThat(run("course", "new", "veth").status()).isZero();
        assertThat(run("course", "new", "bridge").status()).isZero();
        lesson = checkout.resolve("lessons/course/00-veth");
    }

    private record Outcome(int status, String out, String err) {}

    private Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        int status = Cli.run(console, new Surroundings(checkout, new StateDirectory(state), "en", false), arguments);
        return new Outcome(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** What a command that fails says: on one line, and nothing else. */
    private String refused(String... arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.status()).isEqualTo(125);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).hasLineCount(1).startsWith("hangari: ");
        return outcome.err().strip().substring("hangari: ".length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "learn vteh ; no lesson vteh: did you mean veth?",
                "learn docker ; no lesson docker: hangari lessons lists them",
                "learn veth/nostep ; lesson veth has no step nostep: use one of first",
                "learn veth/nostep --auto ; lesson veth has no step nostep: use one of first",
                "learn v\u001b[31m ; no lesson v\\u{1b}[31m: hangari lessons lists them",
                "learn a b ; unexpected argument b: see hangari learn --help",
                "lern ; unknown command lern: did you mean learn?",
                "xyzzy ; unknown command xyzzy: see hangari --help",
                "course ; a command is missing: see hangari course --help",
                "learn --lnag ko ; unknown option --lnag: did you mean --lang?",
                "learn --lang ; --lang needs a value: ko|en: see hangari learn --help",
                "learn --lang fr ; --lang cannot be fr: it takes ko|en: see hangari learn --help",
                "course new ; ID is missing: see hangari course new --help",
                "shell /없는/파일 ; /없는/파일: no file that can be read: check the name",
                "learn --auto --record /없는/파일 ; /없는/파일: no such file or directory: check the name",
                "course check --accept --folder /없는 ; /없는: no such file or directory: check the name",
                "learn vteh --lang ko ; vteh: 그런 레슨이 없습니다. 혹시 veth입니까?",
                "learn veth/nostep --lang ko ; 레슨 veth에 nostep 단계가 없습니다. 다음 가운데 하나를 쓰십시오: first",
                "lern --lang ko ; lern: 그런 명령은 없습니다. 혹시 learn입니까?",
                "shell /없는/파일 --lang ko ; /없는/파일: 읽을 수 있는 파일이 아닙니다. 이름을 확인하십시오",
            })
    void saysWhatIsNotThere(String arguments, String line) {
        assertThat(refused(arguments.split(" "))).isEqualTo(line);
    }

    @Test
    void saysWhyALessonThatIsThereCannotBePlayed() throws Exception {
        Files.writeString(lesson.resolve("lesson.yaml"), "steps: [");
        for (String name : new String[] {"veth", "0", "00", "00-veth", "veth/first"}) {
            assertThat(refused("learn", name, "--auto"))
                    .startsWith("lesson " + name.replace("/first", "") + " has a fault: " + lesson
                            + "/lesson.yaml:1: is not YAML (")
                    .endsWith("): mend the line (all: hangari course check)");
        }
        assertThat(refused("learn", "veth", "--lang", "ko")).startsWith("레슨 veth의 파일에 오류가 있습니다: ");
    }

    @Test
    void saysWhichTranslationIsMissing() throws Exception {
        Files.delete(lesson.resolve("ko.md"));
        assertThat(refused("learn", "veth"))
                .isEqualTo("lesson veth has a fault: " + lesson
                        + "/ko.md: file is missing: write it (all: hangari course check)");
    }

    @Test
    void saysWhichKeyOfTheFrontMatterIsUnknown() throws Exception {
        Path english = lesson.resolve("en.md");
        Files.writeString(english, Files.readString(english).replaceFirst("title:", "titel: x\ntitle:"));
        assertThat(refused("learn", "veth"))
                .isEqualTo("lesson veth has a fault: " + english
                        + ":3: unknown key \"titel\": did you mean title? (all: hangari course check)");
    }

    @Test
    void failsIfItWasToPlayEveryLessonAndCouldNotReadOne() throws Exception {
        Files.delete(lesson.resolve("lesson.yaml"));
        Outcome outcome =
                run("learn", "--auto", "--record", temporary.resolve("plays").toString());
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("hangari: " + lesson + "/lesson.yaml: file is missing: write it"
                        + " (faults in the course: 1; see hangari course check)\n");
        assertThat(outcome.out()).contains("OK: bridge/first");
    }

    @Test
    void listsTheOthersAndSaysThatOneIsBroken() throws Exception {
        Files.delete(lesson.resolve("lesson.yaml"));
        Outcome outcome = run("lessons");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("bridge")
                .endsWith("  (faults in the course: 1; see hangari course check)\n");
    }

    @ParameterizedTest
    @CsvSource({"''", "lessons", "learn", "learn --auto"})
    void saysThatThereIsNoCourse(String arguments) throws Exception {
        Files.move(checkout.resolve("lessons"), checkout.resolve("elsewhere"));
        assertThat(refused(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo("no lesson can be played: " + checkout
                        + "/lessons/course: is not a readable folder: name another, or take a complete checkout");
    }

    @ParameterizedTest
    @CsvSource({"doctor", "learn veth", "learn --auto", "shell"})
    void saysThatAFileIsInTheWayOfTheState(String arguments) throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        for (Path wrong : new Path[] {file, file.resolve("below")}) {
            state = wrong;
            assertThat(refused(arguments.split(" ")))
                    .isEqualTo(wrong + ": a file is in the way: set HANGARI_STATE to a directory");
        }
        assertThat(refused((arguments + " --lang ko").split(" "))).contains("HANGARI_STATE를 디렉토리로 지정하십시오");
        assertThat(file).isEmptyFile();
    }

    @Test
    void saysThatTheStateCannotBeMade() {
        state = Path.of("/proc/없는 곳");
        assertThat(refused("learn", "veth"))
                .isEqualTo("/proc/없는 곳: it is not there and cannot be made: set HANGARI_STATE to another directory");
    }
}
