package hangari.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hangari.image.ImageException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    @Test
    void isWhatSha256sumSays() {
        Digest digest = Digest.of("hello\n".getBytes(StandardCharsets.UTF_8));

        assertThat(digest).hasToString("sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");
        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
        assertThat(digest.abbreviated()).isEqualTo("5891b5b522d5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                "sha256",
                "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
                "sha256:5891B5B522D5DF086D0FF0B110FBD9D21BB4FC7163AF34D08286A2E846F6BE03",
                "sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be0",
                "sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\n",
                "sha256:../../../../../../../../etc/passwd00000000000000000000000000000000",
                "SHA256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
                "sha512:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Digest.parse(text))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("bad digest \"")
                .hasMessageNotContaining("\n");
    }
}
