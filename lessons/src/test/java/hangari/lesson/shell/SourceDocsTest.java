package hangari.lesson.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDocsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        Path file = folder.resolve("jar/Box.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                package jar;
                /** A box. */
                public record Box(java.util.List<String> argv) {
                    /** Changes the {@code root}. */
                    public Box chroot(Path root) { return this; }
                    /** Several. */
                    public static Box box(String... argv) { return null; }
                    /** Runs it. */
                    public Run run() { return null; }
                    public Run bare(java.util.Map<String, Integer> map, int n) { return null; }
                }
                """);
    }

    @Test
    void findsAMemberByTheSignatureJShellPrints() {
        SourceDocs docs = new SourceDocs(List.of(folder));

        assertThat(docs.of("Box Box.chroot(java.nio.file.Path root)"))
                .hasValueSatisfying(text -> assertThat(Javadoc.plainText(text)).isEqualTo("Changes the root."));
        assertThat(docs.of("jar.Box jar.Box.box(String... argv)")).isPresent();
        assertThat(docs.of("Run Box.run()")).isPresent();
        assertThat(docs.of("jar.Box")).isPresent();
    }

    @Test
    void findsNothingWhereNothingIsSaid() {
        SourceDocs docs = new SourceDocs(List.of(folder, folder.resolve("missing")));

        assertThat(docs.of("Run Box.bare(java.util.Map<String,Integer> map, int n)"))
                .isEmpty();
        assertThat(docs.of("boolean String.isBlank()")).isEmpty();
    }
}
