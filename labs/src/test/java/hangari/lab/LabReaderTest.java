package hangari.lab;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.model.Language;
import hangari.lesson.model.Step;
import hangari.lesson.source.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabReaderTest {
    @TempDir
    private Path directory;

    private LabFolder folder;

    @BeforeEach
    void make() throws IOException {
        folder = LabFolder.in(directory);
    }

    @Test
    void readsGoalsCodeAndBothLanguages() {
        Lab lab = folder.lab();
        assertThat(lab.id()).isEqualTo("greet");
        assertThat(lab.goals()).extracting(Step::id).containsExactly("hello", "bye");
        assertThat(lab.minutes()).isEqualTo(3);
        assertThat(lab.start()).isEqualTo("box(\"true\").run();");
        assertThat(lab.solution()).contains("hello", "bye");
        assertThat(lab.text(Language.KO).title()).isEqualTo("인사");
        assertThat(lab.text(Language.EN).step("hello").observed()).containsKey("silent");
        assertThat(lab.goal("2")).contains(lab.goals().get(1));
        assertThat(lab.goal("3")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lab.yaml | version: 1 | version: 2 | lab.yaml:1: version 2: must be from 1 to 1",
                "lab.yaml | id: greet | id: ../greet | lab.yaml:2: id \"../greet\" is not an id: "
                        + "use a-z, 0-9 and single hyphens",
                "lab.yaml | id: greet | id: meet | lab.yaml: lies in the folder \"greet\": rename the folder to meet",
                "lab.yaml | [process] | [proces] | lab.yaml:3: unknown lesson \"proces\": did you mean process?",
                "lab.yaml | lessons: [process] | lesson: process | lab.yaml:3: unknown key \"lesson\": "
                        + "did you mean lessons?",
                "lab.yaml | minutes: 2 | code: box() | lab.yaml:15: unknown key \"code\": use one of check, hints, id, minutes, observed, wrong",
                "lab.yaml | id: bye | id: hello | lab.yaml:14: goal \"hello\" stands twice: rename one",
                "lab.yaml | id: bye | id: end | lab.yaml:14: the id end is taken: choose another",
                "lab.yaml | any: | an: | lab.yaml:8: unknown check \"an\": did you mean any?",
                "lab.yaml | - {hint: silent | - {hint: loud | lab.yaml:13: hint \"loud\" is not an observed hint of the "
                        + "step: use one of silent",
                "en.md | ### hint silent | ### hint slent | en.md:22: unknown observed hint \"slent\": did you mean silent?",
                "en.md | ## bye: Say bye | ## by: Say bye | en.md:30: unknown goal \"by\": did you mean bye?",
                "en.md | question: | answer: | en.md:2: key question is missing: add it",
            })
    void namesTheFileTheLineAndTheRemedy(String file, String old, String replacement, String problem)
            throws IOException {
        folder.replace(file, old, replacement);
        assertThat(folder.problems()).contains(problem);
    }

    @Test
    void aMissingTranslationIsAFault() throws IOException {
        Files.delete(folder.file("ko.md"));
        assertThat(folder.problems()).contains("ko.md: file is missing: write it");
    }

    @Test
    void aTranslationThatWasLeftBehindIsAFault() throws IOException {
        folder.replace("en.md", "All was said.", "All was said twice.");
        assertThat(folder.problems()).singleElement().asString().startsWith("ko.md:6: the other language has changed");
    }

    @Test
    void oneGoalIsNotALab() throws IOException {
        String yaml = Files.readString(folder.file("lab.yaml"));
        folder.write("lab.yaml", yaml.substring(0, yaml.indexOf("  - id: bye")));
        assertThat(folder.problems()).contains("lab.yaml:4: the lab has 1 goals: give it 2 to 4");
    }

    @Test
    void codeThatLiesOutsideOfTheFolderIsRefused() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "box(\"true\").run();");
        Files.delete(folder.file("start.jsh"));
        Files.createSymbolicLink(folder.file("start.jsh"), secret);
        assertThat(folder.problems())
                .containsExactly("start.jsh: is a link out of the lesson folder: put the file itself there");
    }

    @Test
    void codeIsTextWithoutEscapeSequences() throws IOException {
        folder.write("solution.jsh", "// \u001b]0;owned\u0007\n");
        assertThat(folder.problems()).containsExactly("solution.jsh:1: control character \\u{1b}: remove it");
        folder.write("solution.jsh", " \n");
        assertThat(folder.problems()).containsExactly("solution.jsh: holds no code: write it");
    }

    @Test
    void checksThatLeadOutOfTheirPlaceAreRefused() throws IOException {
        folder.replace(
                "lab.yaml", "{stdout: {is: hello}}", "{file: {in: root, path: ../../etc/shadow, contains: root}}");
        assertThat(folder.problems()).containsExactly("lab.yaml:8: path \"../../etc/shadow\": write it without ..");
    }

    @Test
    void aFolderWithoutALabIsAFaultThatHidesNoOther() throws IOException {
        Files.createDirectory(directory.resolve("empty"));
        Labs labs = Labs.read(directory, new Course(directory, List.of(), List.of()));
        assertThat(labs.labs()).isEmpty();
        assertThat(labs.problems()).extracting(Object::toString).anyMatch(line -> line.contains("unknown lesson"));
        assertThat(labs.problems()).extracting(Object::toString).anyMatch(line -> line.contains("empty/lab.yaml"));
        assertThat(Labs.read(directory.resolve("nowhere"), new Course(directory, List.of(), List.of())))
                .isEqualTo(new Labs(List.of(), List.of()));
    }
}
