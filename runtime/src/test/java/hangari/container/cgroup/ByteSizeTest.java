package hangari.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "64m, 67108864",
        "64M, 67108864",
        "64mb, 67108864",
        "64MiB, 67108864",
        "64 m, 67108864",
        "1.5g, 1610612736",
        "512k, 524288",
        "300b, 300",
        "300, 300",
        "0, 0",
        "1t, 1099511627776",
        "1p, 1125899906842624"
    })
    void isReadAsDockerReadsIt(String text, long bytes) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "-1", "64x", "64mm", "64  m", "0x40m", "1e3", ".5g", "육십사m", "64m "})
    void namesWhatIsNoSizeAndHowToWriteOne(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .hasMessage("\"" + text + "\" is no size: write a number and one of b, k, m, g, such as 64m");
    }

    @Test
    void refusesMoreThanFits() {
        assertThatThrownBy(() -> ByteSize.parse("8192p"))
                .hasMessage("\"8192p\" is more than any machine has: write a smaller size");
    }

    @ParameterizedTest
    @CsvSource({"64m, 64m", "1.5g, 1536m", "1024k, 1m", "300, 300b", "0, 0b", "1g, 1g"})
    void printsInTheGreatestUnitWithoutAFraction(String text, String printed) {
        assertThat(ByteSize.parse(text)).hasToString(printed);
    }

    @Test
    void noLimitIsTheGreatest() {
        assertThat(ByteSize.UNLIMITED).isGreaterThan(ByteSize.parse("1p")).hasToString("unlimited");
        assertThat(ByteSize.parse("4096p").doubled()).isEqualTo(ByteSize.UNLIMITED);
    }
}
