package hangari.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void saysTheSameWithTheSameValues() {
        assertThat(new Template("no such container: %s", "%s: 그런 컨테이너가 없습니다").say("no such container: web"))
                .contains("web: 그런 컨테이너가 없습니다");
    }

    @Test
    void takesValuesInAnyOrder() {
        assertThat(new Template("no %s in %s", "%2$s: %1$s 없음").say("no salt in soup"))
                .contains("soup: salt 없음");
        assertThat(new Template("%2$s needs %1$s", "%1$s <- %2$s").say("soup needs salt"))
                .contains("salt <- soup");
    }

    @Test
    void isSilentOnOtherTexts() {
        assertThat(new Template("no %s in %s", "%s %s").say("no salt")).isEmpty();
        assertThat(new Template("no salt", "없음").say("no salt at all")).isEmpty();
    }

    @Test
    void takesAValueAsItIs() {
        assertThat(new Template("no \"%s\"", "%s 없음").say("no \"%s $1 \\E.*\"")).contains("%s $1 \\E.* 없음");
    }

    @Test
    void leavesWhatStandsBeforeAMark() {
        assertThat(new Template("give %s to %1$s", "%1$s!").behind("): ").say("chown(1): EPERM (refused): give x to x"))
                .contains("chown(1): EPERM (refused): x!");
        assertThat(new Template("be root", "root로").behind("): ").say("chown: be root"))
                .isEmpty();
    }
}
