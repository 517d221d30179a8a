package hangari.image.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables in words, with the values {@code X=x}, {@code EMPTY=} and {@code TWO=a b}. */
class ExpansionTest {
    private static final Place PLACE = new Place("Dockerfile", 7, "");
    private static final Map<String, String> VALUES = Map.of("X", "x", "EMPTY", "", "TWO", "a b");

    private final Expansion expansion = new Expansion(PLACE, '\\', VALUES);

    @Test
    void theDocumentedExampleHolds() {
        var documented = new Expansion(PLACE, '\\', Map.of("VERSION", "1.36"));

        assertThat(documented.word("busybox:${VERSION:-latest}")).isEqualTo("busybox:1.36");
        assertThat(documented.word("\\$VERSION '$VERSION'")).isEqualTo("$VERSION $VERSION");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain            | plain",
                "$X               | x",
                "${X}y            | xy",
                "$Xy              | ``",
                "a$X/$X           | ax/x",
                "$MISSING         | ``",
                "$                | $",
                "$ a              | $ a",
                "a$               | a$",
                "$1               | $1",
                "${X:-d}          | x",
                "${EMPTY:-d}      | d",
                "${EMPTY-d}       | ``",
                "${MISSING:-d}    | d",
                "${MISSING-d}     | d",
                "${MISSING:-}     | ``",
                "${MISSING:-$X}   | x",
                "${MISSING:-${N:-${X}}} | x",
                "${MISSING:-a\\}b} | a}b",
                "${X:+a}          | a",
                "${EMPTY:+a}      | ``",
                "${EMPTY+a}       | a",
                "${MISSING:+a}    | ``",
                "${X:?no}         | x",
                "\\$X             | $X",
                "\\\\$X           | \\x",
                "a\\b             | ab",
                "a\\              | a",
                "'$X'             | $X",
                "'a\\b'           | a\\b",
                "\"$X\"           | x",
                "\"\\$X\"         | $X",
                "\"\\\"\"         | \"",
                "\"a\\b\"         | a\\b",
                "\"'$X'\"         | 'x'",
                "'\"'             | \"",
                "a\"b c\"d        | ab cd",
                "$TWO             | a b",
                "한$X글           | 한x글",
            })
    void expands(String word, String expected) {
        assertThat(expansion.word(word)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a           | unexpected end of statement while looking for matching single-quote",
                "\"a          | unexpected end of statement while looking for matching double-quote",
                "${X          | syntax error: missing '}'",
                "${           | syntax error: missing '}'",
                "${X:         | syntax error: missing '}'",
                "${X:-a       | syntax error: missing '}'",
                "${}          | bad substitution in ${}",
                "${X/a/b}     | unsupported modifier (/) in substitution of X",
                "${X:}        | syntax error: missing '}'",
                "${N:?}       | N: not set",
                "${N:?give it} | N: give it",
            })
    void refuses(String word, String expected) {
        assertThatThrownBy(() -> expansion.word(word)).hasMessageStartingWith("Dockerfile:7: " + expected);
    }

    @Test
    void oneVariableMayHoldSeveralWords() {
        assertThat(expansion.split(List.of("$TWO", "$EMPTY", "c"))).containsExactly("a", "b", "c");
        assertThat(expansion.each(List.of("$TWO"))).containsExactly("a b");
    }

    @Test
    void aDocumentKeepsItsQuotationMarks() {
        assertThat(expansion.document("'$X' \"\\$X\" \\n ${X:-d}\n")).isEqualTo("'x' \"$X\" \\n x\n");
    }

    @Test
    void whatGrowsWithoutEndIsRefused() {
        var large = new Expansion(PLACE, '\\', Map.of("L", "x".repeat(64 * 1024)));

        assertThatThrownBy(() -> large.word("$L".repeat(1000))).hasMessageContaining("more than 1048576 characters");
        assertThatThrownBy(() -> expansion.word("${N:-".repeat(50) + "}".repeat(50)))
                .hasMessageContaining("more than 16 deep");
    }
}
