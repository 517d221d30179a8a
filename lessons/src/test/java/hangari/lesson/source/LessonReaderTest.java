package hangari.lesson.source;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.model.Check;
import hangari.lesson.model.Check.Sharing;
import hangari.lesson.model.Feature;
import hangari.lesson.model.Language;
import hangari.lesson.model.Lesson;
import hangari.lesson.model.LessonText;
import hangari.lesson.model.LessonText.Choice;
import hangari.lesson.model.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonReaderTest {
    @TempDir
    private Path directory;

    private Lesson lesson;

    @BeforeEach
    void read() {
        lesson = LessonFolder.in(directory).lesson();
    }

    @Test
    void the_lesson_has_its_id_its_number_and_its_steps_in_order() {
        assertThat(lesson.id()).isEqualTo("chroot");
        assertThat(lesson.number()).isEqualTo(1);
        assertThat(lesson.minutes()).isEqualTo(3);
        assertThat(lesson.steps()).extracting(Step::id).containsExactly("bare", "own-pid");
    }

    @Test
    void a_step_has_its_code_its_check_and_its_fixtures() {
        Step step = lesson.steps().get(0);
        assertThat(step.requires()).containsExactly(Feature.CHROOT);
        assertThat(step.prediction()).contains(new Step.Prediction(List.of("lists", "not-found"), "not-found"));
        assertThat(step.code())
                .isEqualTo("var bare = emptyRoot().copy(\"/bin/ls\");\nbox(\"ls\", \"/\").chroot(bare).run()");
        assertThat(step.answer()).isEqualTo(step.code());
        assertThat(step.isTask()).isFalse();
        assertThat(step.check()).containsExactly(new Check.Refused("execve", "ENOENT"));
        assertThat(step.observed()).containsExactly(new Step.ObservedHint("it-ran", List.of(new Check.Exit(0))));
        assertThat(step.wrong()).containsExactly(new Step.WrongAnswer("box(\"true\").run()", "it-ran"));
    }

    @Test
    void a_step_with_a_solution_is_a_task() {
        Step task = lesson.steps().get(1);
        assertThat(task.isTask()).isTrue();
        assertThat(task.code()).isEmpty();
        assertThat(task.answer()).isEqualTo("box(\"sh\", \"-c\", \"echo $$\").unshare(PID).run()");
        assertThat(task.check())
                .containsExactly(
                        new Check.Stdout(Optional.of("1"), Optional.empty(), Optional.empty(), Optional.empty()),
                        new Check.Namespaces(Map.of("pid", Sharing.OWN, "uts", Sharing.SHARED)));
    }

    @Test
    void the_prose_is_there_in_both_languages() {
        assertThat(lesson.text(Language.KO).title()).isEqualTo("갇힌 ls");
        LessonText text = lesson.text(Language.EN);
        assertThat(text.title()).isEqualTo("A caged ls");
        assertThat(text.question()).isEqualTo("Is a new root enough?");
        assertThat(text.reading()).containsExactly("chroot(2)");
        assertThat(text.opening()).isEqualTo("Opening with *emphasis*.");
        assertThat(text.end()).isEqualTo("The hostname is still the host's.");
    }

    @Test
    void the_prose_of_a_step_is_cut_at_its_headings_and_only_there() {
        LessonText.StepText text = lesson.text(Language.EN).step("bare");
        assertThat(text.title()).isEqualTo("A root with ls alone");
        assertThat(text.body()).isEqualTo("Body of the step.\n\n```java\n## not a heading\n```");
        assertThat(text.predict()).isEqualTo("What happens?");
        assertThat(text.evidence()).isEqualTo("Look at execve.");
        assertThat(text.hints()).containsExactly("What does ls need?");
        assertThat(text.observed()).containsExactly(Map.entry("it-ran", "This ran on the host."));
        assertThat(lesson.text(Language.EN).step("own-pid").solution()).isEqualTo("A new namespace counts anew.");
    }

    @Test
    void a_choice_has_words_and_a_reply_without_the_indentation_of_the_list() {
        LessonText.StepText text = lesson.text(Language.EN).step("bare");
        assertThat(text.choice("lists"))
                .isEqualTo(new Choice(
                        "It lists an\nempty directory.", "No: nobody copied the libraries.\n\nA second paragraph."));
        assertThat(text.choice("not-found")).isEqualTo(new Choice("`ls` cannot be found.", "Yes."));
    }

    @Test
    void windows_line_ends_make_no_difference() {
        LessonFolder folder = LessonFolder.in(directory);
        for (String name : List.of("lesson.yaml", "ko.md", "en.md")) {
            folder.write(name, folder.text(name).replace("\n", "\r\n"));
        }
        assertThat(folder.lesson()).isEqualTo(lesson);
    }
}
