package hangari.lesson.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaTokensTest {
    @Test
    void tellsKeywordsCallsTypesStringsNumbersAndComments() {
        assertThat(words("var web = box(\"sh\", 'c', 0x1F).unshare(Namespace.PID); // 주석"))
                .containsExactly(
                        "KEYWORD var",
                        "CALL box",
                        "STRING \"sh\"",
                        "STRING 'c'",
                        "NUMBER 0x1F",
                        "CALL unshare",
                        "TYPE Namespace",
                        "TYPE PID",
                        "COMMENT // 주석");
    }

    @Test
    void worksOnUnfinishedCode() {
        assertThat(words("x = \"abc")).containsExactly("STRING \"abc");
        assertThat(words("/* never closed")).containsExactly("COMMENT /* never closed");
        assertThat(words("\"\"\"\ntext \" block")).containsExactly("STRING \"\"\"\ntext \" block");
    }

    @Test
    void doesNotTakeAPartOfAWordForAKeyword() {
        assertThat(JavaTokens.of("format news $var")).isEmpty();
    }

    private static List<String> words(String source) {
        return JavaTokens.of(source).stream()
                .map(token -> token.kind() + " " + source.substring(token.start(), token.end()))
                .toList();
    }
}
