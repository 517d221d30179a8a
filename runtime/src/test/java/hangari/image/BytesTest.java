package hangari.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "1926232, 1.8 MiB",
        "9223372036854775807, 8192.0 PiB"
    })
    void areWrittenInPowersOf1024(long bytes, String text) {
        assertThat(Bytes.text(bytes)).isEqualTo(text);
    }
}
