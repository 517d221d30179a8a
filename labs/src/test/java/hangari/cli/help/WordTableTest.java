package hangari.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordTableTest {
    @Test
    void breaksALineBetweenWords() {
        assertThat(WordTable.lines("커널이 채점하는 실습", 15, 15)).containsExactly("커널이 채점하는", "실습");
        assertThat(WordTable.lines("커널이 채점하는 실습", 14, 14)).containsExactly("커널이", "채점하는 실습");
    }

    @Test
    void keepsTogetherWhatHasNoSpace() {
        assertThat(WordTable.lines("such as label=NAME[=VALUE]", 20, 20))
                .containsExactly("such as", "label=NAME[=VALUE]");
    }

    @Test
    void keepsTheSpacesOfALineThatFits() {
        assertThat(WordTable.lines("  hangari ps   all", 20, 20)).containsExactly("  hangari ps   all");
        assertThat(WordTable.lines("", 20, 20)).containsExactly("");
    }

    @Test
    void leavesAWordThatIsTooLongWhole() {
        assertThat(WordTable.lines("abcdef gh", 3, 3)).containsExactly("abcdef", "gh");
    }
}
