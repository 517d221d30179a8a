package hangari.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorksheetTest {
    @TempDir
    private Path directory;

    private Lab lab;
    private Worksheet sheet;

    @BeforeEach
    void make() throws IOException {
        lab = LabFolder.in(directory.resolve("labs")).lab();
        sheet = Worksheet.of(directory.resolve("상태 dir"), lab);
    }

    @Test
    void beginsAsTheStart() throws IOException {
        assertThat(sheet.begin(lab).read()).isEqualTo("box(\"true\").run();\n");
    }

    @Test
    void isTheLearnersFromThenOn() throws IOException {
        Files.writeString(sheet.begin(lab).path(), "mine");
        assertThat(sheet.begin(lab).read()).isEqualTo("mine");
    }

    @Test
    void keepsWhatItHeldWhenItIsReset() throws IOException {
        Files.writeString(sheet.begin(lab).path(), "mine");
        assertThat(sheet.reset(lab)).hasValueSatisfying(kept -> assertThat(kept).hasContent("mine"));
        assertThat(sheet.read()).startsWith("box(");
        assertThat(sheet.reset(lab)).as("nothing of the learner's was in it").isEmpty();
    }

    @Test
    void isReadWithSuspicion() throws IOException {
        assertThatIOException()
                .isThrownBy(sheet::read)
                .withMessage(sheet.path() + ": no such file: name a file of Java");
        assertThatIOException()
                .isThrownBy(() -> new Worksheet(directory).read())
                .withMessageEndingWith(": is not a regular file: put a text file there");
        Files.write(sheet.begin(lab).path(), new byte[] {'a', (byte) 0xff});
        assertThatIOException().isThrownBy(sheet::read).withMessageEndingWith(": is not UTF-8: save it as UTF-8");
    }

    @Test
    void mayBeALink() throws IOException {
        Path file = Files.writeString(directory.resolve("real.jsh"), "1 + 1");
        Path link = Files.createSymbolicLink(directory.resolve("labs/link.jsh"), file);
        assertThat(new Worksheet(link).read()).isEqualTo("1 + 1");
    }
}
