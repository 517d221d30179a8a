package hangari.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AttributesTest {
    @Test
    void aValueIsPaddedToFourBytesButItsLengthIsNot() {
        // rtnetlink(7): rta_len 6, rta_type 3, "a" and its NUL, two bytes of padding; both our machines are
        // little-endian.
        assertThat(Attributes.NONE.with(3, "a").bytes()).containsExactly(6, 0, 3, 0, 'a', 0, 0, 0);
    }

    @Test
    void whatIsWrittenIsRead() {
        Attributes inner = Attributes.NONE.with(1, "veth").with(2, Attributes.NONE);
        Attributes read = Attributes.read(
                ByteBuffer.wrap(Attributes.NONE.with(4, 1500).with(18, inner).bytes()));

        assertThat(read.number(4)).hasValue(1500);
        assertThat(read.nested(18).text(1)).contains("veth");
        assertThat(read.nested(18).bytes(2)).contains(new byte[0]);
        assertThat(read.text(99)).isEmpty();
    }

    @Test
    void theBitThatSaysNestedIsNoPartOfTheNumber() {
        assertThat(Attributes.read(ByteBuffer.wrap(new byte[] {4, 0, 18, (byte) 0x80}))
                        .bytes(18))
                .isPresent();
    }

    @Test
    void aLengthThatLiesIsRefused() {
        for (byte length : new byte[] {0, 3, 9, 127}) {
            ByteBuffer bytes = ByteBuffer.wrap(new byte[] {length, 0, 1, 0, 0, 0, 0, 0});
            assertThatThrownBy(() -> Attributes.read(bytes)).hasMessageContaining("has length " + length);
        }
    }

    @Test
    void aNameWithANulIsRefused() {
        assertThatThrownBy(() -> Attributes.NONE.with(3, "a\0b")).hasMessageContaining("a\\0b");
    }
}
