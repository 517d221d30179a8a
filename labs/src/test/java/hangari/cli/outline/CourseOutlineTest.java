package hangari.cli.outline;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.model.Language;
import hangari.lesson.source.Scaffold;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseOutlineTest {
    @TempDir
    Path temporary;

    private Path course;

    @BeforeEach
    void aCourse() throws Exception {
        course = Files.createDirectories(temporary.resolve("course"));
        Scaffold.create(course, "veth");
    }

    private CourseOutline read() {
        return CourseOutline.read(course, temporary.resolve("state/outline"));
    }

    @Test
    void isTheSameWhetherItWasKeptOrRead() {
        CourseOutline first = read();
        assertThat(first.lesson("veth").orElseThrow().steps()).containsExactly("first");
        assertThat(first.lesson("veth").orElseThrow().title(Language.KO)).isEqualTo("veth");
        assertThat(temporary.resolve("state/outline")).exists();
        assertThat(read()).isEqualTo(first);
    }

    @Test
    void noticesALessonThatWasAddedChangedOrRemoved() throws Exception {
        var unused = read();
        Path bridge = Scaffold.create(course, "bridge");
        assertThat(read().lessons()).hasSize(2);
        Path yaml = bridge.resolve("lesson.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("minutes: 1", "minutes: 12"));
        assertThat(read().lesson("bridge").orElseThrow().minutes()).isEqualTo(12);
        for (String file : new String[] {"lesson.yaml", "ko.md", "en.md"}) {
            Files.delete(bridge.resolve(file));
        }
        Files.delete(bridge);
        assertThat(read().lessons()).hasSize(1);
    }

    @Test
    void doesNotKeepACourseWithFaults() throws Exception {
        Files.writeString(course.resolve("00-veth/lesson.yaml"), "version: 7");
        assertThat(read().faults()).isPositive();
        assertThat(temporary.resolve("state/outline")).doesNotExist();
    }

    @Test
    void readsTheCourseIfWhatWasKeptIsBroken() throws Exception {
        Files.createDirectories(temporary.resolve("state"));
        Files.writeString(temporary.resolve("state/outline"), "not an outline");
        assertThat(read().lessons()).hasSize(1);
    }
}
