package hangari.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SmapsRollupTest {
    private static final String TEXT = """
            55ceb6c61000-7ffd3480d000 ---p 00000000 00:00 0                          [rollup]
            Rss:                1660 kB
            Pss:                 420 kB
            Pss_Dirty:           108 kB
            Shared_Clean:       1460 kB
            Shared_Dirty:          0 kB
            Private_Clean:        92 kB
            Private_Dirty:       108 kB
            Swap:                  4 kB
            SwapPss:               0 kB
            """;

    @Test
    void tellsWhatIsSharedFromWhatIsItsOwn() {
        assertThat(SmapsRollup.parse(TEXT))
                .isEqualTo(new SmapsRollup(1660 * 1024, 420 * 1024, 200 * 1024, 1460 * 1024, 4 * 1024));
    }

    @Test
    void namesTheAmountThatIsMissing() {
        assertThatThrownBy(() -> SmapsRollup.parse(TEXT.replace("Pss:", "X:")))
                .hasMessage("smaps_rollup: expected a line Pss:, found \"none\"");
    }
}
