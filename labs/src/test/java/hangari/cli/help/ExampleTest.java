package hangari.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExampleTest {
    @Test
    void isACommandWithAComment() {
        assertThat(Example.of("  hangari ps -a   the containers"))
                .contains(new Example("  hangari ps -a   ", "the containers"));
    }

    @Test
    void mayHaveNoComment() {
        assertThat(Example.of("  hangari ps -a")).contains(new Example("  hangari ps -a", ""));
    }

    @Test
    void isNotEveryLine() {
        assertThat(Example.of("Examples:")).isEmpty();
        assertThat(Example.of("Lists the images.  SIZE is packed.")).isEmpty();
        assertThat(Example.of("")).isEmpty();
    }

    @Test
    void differsBetweenLanguagesInItsCommentOnly() {
        assertThat(new Example("  hangari ps   ", "once").say(comment -> "한 번")).isEqualTo("  hangari ps   한 번");
    }
}
