package hangari.lesson.play;

import static org.assertj.core.api.Assertions.assertThat;

import hangari.lesson.shell.SessionSettings;
import org.junit.jupiter.api.Test;

class SessionBenchTest {
    @Test
    void aBenchThatWasClosedBringsNoSessionBack() {
        SessionBench bench = new SessionBench(SessionSettings.of(""));
        assertThat(bench.eval("6 * 7").value()).contains("42");

        bench.close();
        bench.renew();

        assertThat(bench.alive()).isFalse();
        assertThat(bench.eval("6 * 7").lost()).isTrue();
    }
}
