package hangari.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceInodesTest {

    @Test
    void readsTheInodeOfALink() {
        assertThat(NamespaceInodes.parse("uts:[4026531838]")).isEqualTo(4026531838L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "uts", "uts:[", "uts:[x]", "uts:[1", ":[1]", "/etc"})
    void namesWhatIsNoNamespaceLink(String link) {
        assertThatThrownBy(() -> NamespaceInodes.parse(link)).hasMessageStartingWith("ns: expected ");
    }

    @Test
    void comparesTwoProcesses() {
        var host = new NamespaceInodes(Map.of("uts", 1L, "pid", 2L, "net", 3L));
        var box = new NamespaceInodes(Map.of("uts", 9L, "pid", 2L, "time", 4L));

        assertThat(box.sharedWith(host)).containsExactly("pid");
        assertThat(box.apartFrom(host)).containsExactly("time", "uts");
        assertThat(box.of("net")).isEmpty();
        assertThat(box).hasToString("pid               2\ntime              4\nuts               9");
    }
}
