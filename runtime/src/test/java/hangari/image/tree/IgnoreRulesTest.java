package hangari.image.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files a {@code .dockerignore} leaves out; the rules and most examples are those of Docker's documentation. */
class IgnoreRulesTest {
    @TempDir
    Path directory;

    @Test
    void theDocumentedExampleHolds() {
        var rules = IgnoreRules.of(".dockerignore", List.of("*.log", "!keep.log"));

        assertThat(rules.ignores("build.log")).isTrue();
        assertThat(rules.ignores("keep.log")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'*/temp*', somedir/temporary.txt, true",
        "'*/temp*', somedir/temp/a, true",
        "'*/temp*', temp, false",
        "'*/temp*', a/b/temp, false",
        "'*/*/temp*', a/b/temporary.txt, true",
        "'*/*/temp*', a/temp, false",
        "'temp?', tempa, true",
        "'temp?', tempab, false",
        "'temp?', temp/a, false",
        "'**/*.go', main.go, true",
        "'**/*.go', a/b/main.go, true",
        "'**/*.go', a/b/main.got, false",
        "'**/foo/**', a/foo/b, true",
        "'**/foo', a/food, false",
        "'a/**/b', a/b, true",
        "'a/**/b', a/x/y/b, true",
        "'a/**', a/x, true",
        "'a/**', b/a/x, false",
        "'/foo', foo, true",
        "'foo/', foo/bar, true",
        "'./foo/../bar', bar, true",
        "'foo', foo/bar/baz, true",
        "'foo', a/foo, false",
        "'[a-c].txt', b.txt, true",
        "'[^a-c].txt', b.txt, false",
        "'[^a-c].txt', d.txt, true",
        "'a\\*', a*, true",
        "'a\\*', ab, false",
        "'*', anything/below, true",
        "'*.md|!README.md', README.md, false",
        "'*.md|!README*.md|README-secret.md', README-secret.md, true",
        "'*.md|!README*.md|README-secret.md', README-open.md, false",
        "'*.md|README-secret.md|!README*.md', README-secret.md, false",
        "'dir|!dir/keep', dir/keep, false",
        "'dir|!dir/keep', dir/other, true",
        "'# comment|#not', '#not', false",
        "'  spaced  ', spaced, true",
        "'.', anything, false",
        "'a.b', axb, false",
        "'(x|y)', x, false",
        "'**', x/y, true",
    })
    void matches(String lines, String path, boolean ignored) {
        // the bar between brackets is a part of that one pattern
        List<String> rules = lines.startsWith("(") ? List.of(lines) : List.of(lines.split("\\|"));

        assertThat(IgnoreRules.of(".dockerignore", rules).ignores(path)).isEqualTo(ignored);
    }

    @Test
    void aFaultHasItsLine() {
        assertThatThrownBy(() -> IgnoreRules.of(".dockerignore", List.of("ok", "[a")))
                .hasMessageStartingWith(".dockerignore:2: syntax error in pattern [a: ");
        assertThatThrownBy(() -> IgnoreRules.of(".dockerignore", List.of("!")))
                .hasMessageStartingWith(".dockerignore:1: illegal exclusion pattern: \"!\"");
    }

    @Test
    void theFileBesideTheDockerfileComesFirst() throws Exception {
        Files.writeString(directory.resolve(".dockerignore"), "a\n");
        assertThat(IgnoreRules.of(directory, directory.resolve("Dockerfile")).ignores("a"))
                .isTrue();

        Files.writeString(directory.resolve("Dockerfile.dockerignore"), "b\n");
        var rules = IgnoreRules.of(directory, directory.resolve("Dockerfile"));
        assertThat(rules.ignores("a")).isFalse();
        assertThat(rules.ignores("b")).isTrue();
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "*\n");
        Files.createSymbolicLink(directory.resolve(".dockerignore"), secret);

        assertThat(IgnoreRules.of(directory, directory.resolve("Dockerfile")).ignores("a"))
                .isFalse();
    }
}
