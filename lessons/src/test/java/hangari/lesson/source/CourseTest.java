package hangari.lesson.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import hangari.lesson.model.Lesson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseTest {
    @TempDir
    private Path directory;

    @Test
    void lessons_stand_in_the_order_of_their_numbers() throws IOException {
        LessonFolder.in(directory);
        Scaffold.create(directory, "uts");
        Course course = Course.read(directory);
        assertThat(course.problems()).isEmpty();
        assertThat(course.lessons()).extracting(Lesson::id).containsExactly("chroot", "uts");
        assertThat(course.after(course.lessons().get(0)))
                .contains(course.lessons().get(1));
        assertThat(course.after(course.lessons().get(1))).isEmpty();
    }

    @Test
    void a_lesson_is_found_by_its_id_its_number_and_its_folder() {
        LessonFolder.in(directory);
        Course course = Course.read(directory);
        assertThat(course.lesson("chroot")).isPresent();
        assertThat(course.lesson("1")).isPresent();
        assertThat(course.lesson("01")).isPresent();
        assertThat(course.lesson("01-chroot")).isPresent();
        assertThat(course.lesson("11")).isEmpty();
        assertThat(course.nearest("chrot")).contains("chroot");
        assertThat(course.nearest("docker")).isEmpty();
    }

    @Test
    void a_broken_lesson_does_not_hide_the_others() throws IOException {
        LessonFolder.in(directory).replace("lesson.yaml", "minutes: 2", "minutes: 0");
        Scaffold.create(directory, "uts");
        Course course = Course.read(directory);
        assertThat(course.lessons()).extracting(Lesson::id).containsExactly("uts");
        assertThat(course.problems())
                .singleElement()
                .hasToString(directory + "/01-chroot/lesson.yaml:6: minutes 0: must be from 1 to 30");
        assertThat(List.of("chroot", "1", "01", "01-chroot"))
                .allSatisfy(name -> assertThat(course.problems(name)).hasSize(1));
        assertThat(course.problems("uts")).isEmpty();
        assertThat(course.problems("0")).isEmpty();
    }

    @Test
    void two_lessons_must_not_share_a_number() throws IOException {
        LessonFolder.in(directory);
        Path other = Scaffold.create(directory, "uts");
        Files.writeString(
                other.resolve("lesson.yaml"),
                Files.readString(other.resolve("lesson.yaml")).replace("number: 2", "number: 1"));
        Files.move(other, directory.resolve("01-uts"));
        assertThat(Course.read(directory).problems())
                .singleElement()
                .asString()
                .contains("01-uts/lesson.yaml: has the number 1 of ");
    }

    @Test
    void an_empty_or_missing_course_is_a_problem() {
        assertThat(Course.read(directory).problems())
                .singleElement()
                .hasToString(directory + ": holds no lesson: make one: hangari course new");
        assertThat(Course.read(directory.resolve("없는 곳")).problems())
                .singleElement()
                .hasToString(directory.resolve("없는 곳")
                        + ": is not a readable folder: name another, or take a complete checkout");
    }

    @Test
    void a_new_lesson_passes_the_lint() throws IOException {
        Path folder = Scaffold.create(directory, "net");
        assertThat(folder).isEqualTo(directory.resolve("00-net"));
        assertThat(LessonReader.read(folder).problems()).isEmpty();
    }

    @Test
    void a_new_lesson_needs_a_free_id() throws IOException {
        Scaffold.create(directory, "net");
        assertThatIOException()
                .isThrownBy(() -> Scaffold.create(directory, "net"))
                .withMessage("lesson net exists (00-net): choose another id");
        assertThatIOException()
                .isThrownBy(() -> Scaffold.create(directory, "../net"))
                .withMessage("\"../net\" is not an id: use a-z, 0-9 and single hyphens");
    }
}
