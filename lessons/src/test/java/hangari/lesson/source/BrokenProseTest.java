package hangari.lesson.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenProseTest {
    private static final String NAME = "en.md";

    @TempDir
    private Path directory;

    private LessonFolder folder;

    @BeforeEach
    void make() {
        folder = LessonFolder.in(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title: | titel: | 3: unknown key \"titel\": did you mean title?",
                "question: Is a new root enough? | question: 1 | 4: question must be text, but is the number 1: quote it",
                "reading: [\"chroot(2)\"] | reading: [2] | 5: an item of reading must be text, but is the number 2: "
                        + "quote it",
                "## bare: | ## bar: | 10: unknown step \"bar\": did you mean bare?",
                "## own-pid: | ## other: | 58: step own-pid has no text: add ## own-pid: Title",
                "## bare: A root with ls alone | ## bare | 10: the step has no title: write ## bare: Title",
                "### predict | ### prediction | 18: unknown section \"prediction\": use one of predict, evidence, hint,"
                        + " solution",
                "### hint it-ran | ### hint it-run | 40: unknown observed hint \"it-run\": did you mean it-ran?",
                "### hint it-ran | ### hint it-run | 10: step bare has no section hint it-ran: add it",
                "### hint it-ran | ### hint | 10: step bare has 2 written hints, but lesson.yaml says 1: make them agree",
                "### solution | ### predict | 52: step own-pid has no prediction in lesson.yaml: add it there, "
                        + "or remove the section",
                "### solution | ### evidence | 52: section evidence stands twice in the step: keep one",
                "### solution | ### evidence | 44: step own-pid has no section solution: add it",
                "- lists: | - list: | 22: unknown choice \"list\": did you mean lists?",
                "- lists: | - list: | 18: choice \"lists\" has no words: add the item - lists: words",
                "- lists: It | - It | 22: choice \"It lists an\\nempty directory.\": begin it with its id and a colon",
                "  Yes. | | 28: choice \"not-found\" has no reply: write it below, as its own paragraph",
                "What happens? | | 18: the prediction asks nothing: write the question in front of the choices",
                "Look at execve. | | 32: section \"evidence\" is empty: write it or remove it",
                "Body of the step. | <b>Body</b> | 12: HTML \"<b>\": write it in Markdown, or as code",
                "Body of the step. | #### Deep | 12: a heading that is neither ## nor ###: use ## for a step and ### "
                        + "for its sections",
                "Body of the step. | ![a](b.png) | 12: an image: say it in words: a terminal shows none",
                "Opening with *emphasis*. | | 8: the lesson has no opening: say what it is about before the first step",
                "## end | ## ende | 58: ## end is missing: add it: what is still broken?",
            })
    void names_the_line_the_value_and_the_remedy(String old, String replacement, String problem) {
        folder.prose(new String[] {old, replacement == null ? "" : replacement});
        assertThat(folder.problems(NAME)).contains(problem);
    }

    @Test
    void sections_keep_their_order() {
        folder.replace(NAME, "### evidence\n\nLook at execve.\n\n", "")
                .replace(NAME, "## own-pid", "### evidence\n\nLook at execve.\n\n## own-pid");
        assertThat(folder.problems(NAME))
                .contains("40: section \"evidence\" stands too late: keep the order predict, evidence, hint, hint ID, "
                        + "solution");
    }

    @Test
    void steps_keep_their_order() {
        folder.prose(new String[] {"## bare:", "## swap:"})
                .prose(new String[] {"## own-pid:", "## bare:"})
                .prose(new String[] {"## swap:", "## own-pid:"});
        assertThat(folder.problems(NAME)).contains("44: step bare stands too late: keep the order of lesson.yaml");
    }

    @Test
    void a_text_without_front_matter_is_refused() {
        folder.write(NAME, "# Hello\n");
        assertThat(folder.problems(NAME))
                .containsExactly("1: has no front matter: begin with title and question between two lines of ---");
    }

    @Test
    void a_missing_translation_is_refused() throws IOException {
        Files.delete(folder.file("ko.md"));
        assertThat(folder.problems("ko.md")).containsExactly("0: file is missing: write it");
    }

    @Test
    void a_stale_translation_is_refused_until_it_is_accepted() throws IOException {
        folder.replace("ko.md", "Body of the step.", "본문입니다.");
        assertThat(folder.problems("ko.md")).isEmpty();
        assertThat(folder.problems(NAME))
                .singleElement()
                .asString()
                .matches("6: the other language has changed \\(beside [0-9a-f]{12}, now [0-9a-f]{12}\\): "
                        + "follow the change, then run: hangari course check --accept");

        assertThat(Beside.accept(folder.path())).containsExactly(folder.file(NAME));
        assertThat(folder.problems(NAME)).isEmpty();
        assertThat(Beside.accept(folder.path())).isEmpty();
    }

    @Test
    void accepting_adds_a_missing_hash_and_changes_nothing_else() throws IOException {
        String before = folder.text(NAME);
        folder.write(NAME, before.replaceFirst("beside: .*\n", ""));
        Beside.accept(folder.path());
        assertThat(folder.text(NAME)).isEqualTo(before);
    }

    @Test
    void accepting_says_in_one_line_why_it_cannot() throws IOException {
        Files.delete(folder.file("ko.md"));
        org.assertj.core.api.Assertions.assertThatIOException()
                .isThrownBy(() -> Beside.accept(folder.path()))
                .withMessage(folder.file("ko.md") + ": file is missing: write it");
    }
}
