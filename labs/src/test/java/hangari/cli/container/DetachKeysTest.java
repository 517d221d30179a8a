package hangari.cli.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The keys by which one leaves are found, and no other key is lost. */
class DetachKeysTest {
    private static String pass(DetachKeys keys, String typed) {
        return new String(keys.pass(typed.getBytes(ISO_8859_1)), ISO_8859_1);
    }

    @Test
    void areHeldBackUntilTheyAreKnownToBeOthers() {
        DetachKeys keys = DetachKeys.parse("ctrl-p,ctrl-q");
        assertThat(pass(keys, "ls\u0010")).isEqualTo("ls");
        assertThat(pass(keys, "x")).isEqualTo("\u0010x");
        assertThat(pass(keys, "\u0010\u0010")).isEqualTo("\u0010");
        assertThat(keys.isComplete()).isFalse();
        assertThat(pass(keys, "\u0011rest")).isEmpty();
        assertThat(keys.isComplete()).isTrue();
    }

    @Test
    void mayOverlapWithThemselves() {
        DetachKeys keys = DetachKeys.parse("a,a,b");
        assertThat(pass(keys, "aaab")).isEqualTo("a");
        assertThat(keys.isComplete()).isTrue();
    }

    @Test
    void mayBeNone() {
        DetachKeys keys = DetachKeys.parse("");
        assertThat(pass(keys, "\u0010\u0011")).isEqualTo("\u0010\u0011");
        assertThat(keys.isComplete()).isFalse();
    }
}
