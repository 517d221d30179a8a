package hangari.lesson.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
    private static final String NAME = "en.md";

    @TempDir
    private Path directory;

    private LessonFolder folder;

    @BeforeEach
    void make() {
        folder = LessonFolder.in(directory);
    }

    @Test
    void a_file_above_256_KiB_is_refused() {
        folder.write(NAME, folder.text(NAME) + "x".repeat(SourceFile.MAX_BYTES));
        assertThat(folder.problems(NAME)).containsExactly("0: is larger than 256 KiB: split the lesson");
    }

    @Test
    void a_link_out_of_the_folder_is_refused() throws IOException {
        Path outside = Files.writeString(directory.resolve("secret"), folder.text(NAME));
        Files.delete(folder.file(NAME));
        Files.createSymbolicLink(folder.file(NAME), outside);
        assertThat(folder.problems(NAME))
                .containsExactly("0: is a link out of the lesson folder: put the file itself there");
    }

    @Test
    void a_link_within_the_folder_is_followed() throws IOException {
        Files.move(folder.file(NAME), folder.file("real.md"));
        Files.createSymbolicLink(folder.file(NAME), Path.of("real.md"));
        assertThat(folder.problems(NAME)).isEmpty();
    }

    @Test
    void a_dangling_link_and_a_directory_are_refused() throws IOException {
        Files.delete(folder.file(NAME));
        Files.createSymbolicLink(folder.file(NAME), Path.of("nowhere"));
        assertThat(folder.problems(NAME)).containsExactly("0: is not a regular file: put a text file there");
        Files.delete(folder.file(NAME));
        Files.createDirectory(folder.file(NAME));
        assertThat(folder.problems(NAME)).containsExactly("0: is not a regular file: put a text file there");
    }

    @Test
    void bytes_that_are_not_UTF_8_are_named_by_their_line() throws IOException {
        byte[] bytes = "---\ntitle: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.file(NAME), bytes);
        assertThat(folder.problems(NAME)).containsExactly("2: is not UTF-8: save it as UTF-8");
    }

    @Test
    void bytes_that_end_in_the_middle_of_a_character_are_refused() throws IOException {
        byte[] whole = "---\n항".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.file(NAME), java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThat(folder.problems(NAME)).containsExactly("2: is not UTF-8: save it as UTF-8");
    }

    @Test
    void an_escape_sequence_does_not_reach_the_terminal() {
        folder.replace(NAME, "Body of the step.", "\u001b]0;owned\u0007");
        assertThat(folder.problems(NAME)).containsExactly("12: control character \\u{1b}: remove it");
    }
}
