package hangari.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdMapTest {

    @Test
    void rootInsideIsAnOrdinaryUserOutside() {
        var map = IdMap.parse("         0       1000          1\n         1     100000      65536\n");

        assertThat(map.outside(0)).hasValue(1000);
        assertThat(map.outside(33)).hasValue(100032);
        assertThat(map.outside(65536)).hasValue(165535);
        assertThat(map.outside(65537)).isEmpty();
        assertThat(map.inside(1000)).hasValue(0);
        assertThat(map.inside(0)).isEmpty();
        assertThat(map.isIdentity()).isFalse();
        assertThat(map).hasToString("0 1000 1\n1 100000 65536");
    }

    @Test
    void theInitialNamespaceRenamesNobody() {
        assertThat(IdMap.parse("0 0 4294967295\n").isIdentity()).isTrue();
    }

    @Test
    void beforeItIsWrittenTheMapIsEmpty() {
        assertThat(IdMap.parse("").ranges()).isEmpty();
        assertThat(IdMap.parse("").outside(0)).isEmpty();
    }

    @Test
    void namesAMalformedLine() {
        assertThatThrownBy(() -> IdMap.parse("0 1000\n"))
                .hasMessage("uid_map: expected inside outside count, found \"0 1000\"");
        assertThatThrownBy(() -> IdMap.parse("0 x 1\n")).hasMessage("uid_map: expected an id, found \"x\"");
    }
}
