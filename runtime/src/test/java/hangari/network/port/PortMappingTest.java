package hangari.network.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code -p} takes. */
class PortMappingTest {
    @ParameterizedTest
    @CsvSource({
        "80, 80/tcp",
        "80/UDP, 80/udp",
        "8080:80, 8080:80/tcp",
        "127.0.0.1:8080:80, 127.0.0.1:8080:80/tcp",
        "127.0.0.1::80, 127.0.0.1::80/tcp",
        "[::1]:8080:80/tcp, [::1]:8080:80/tcp"
    })
    void onePortIsReadAndPrinted(String text, String printed) {
        assertThat(PortMapping.parse(text)).singleElement().hasToString(printed);
        assertThat(PortMapping.parse(printed)).isEqualTo(PortMapping.parse(text));
    }

    @Test
    void aRangeIsOneMappingForEachPort() {
        assertThat(PortMapping.parse("8000-8002:90-92/udp"))
                .extracting(Object::toString)
                .containsExactly("8000:90/udp", "8001:91/udp", "8002:92/udp");
        assertThat(PortMapping.parse("90-91")).hasSize(2).allMatch(mapping -> mapping.hostPort() == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http",
                "0",
                "65536",
                "8080:",
                ":80:",
                "80/sctp",
                "8000-8001:80",
                "9-8",
                "1.2.3:80:80",
                "host:80:80",
                "::1:80:80",
                "80:80:80:80",
                "99999999999:80",
                "80 "
            })
    void whatIsNoPortIsRefusedWithTheValue(String text) {
        assertThatThrownBy(() -> PortMapping.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
